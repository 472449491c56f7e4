import { equalBytes } from '../encoding/bytes.ts'
import { Abort, type AbortCode, type PartyId } from '../errors.ts'
import { verifyShare } from '../sharing/feldman.ts'
import { expectedConstant, type Context } from './context.ts'
import type { Dealing } from './messages.ts'
import { encodeOpening, pledgeOf } from './pledge.ts'
import { verifyProof } from './proof.ts'

/** What everybody pledged, as everybody heard it. */
export type Pledged = {
  readonly pledges: ReadonlyMap<PartyId, Uint8Array>
  readonly echo: Uint8Array
}

/**
 * Whatever is wrong here is the dealer's doing: its pledge is known to have reached all alike, and
 * what follows is a matter between that pledge and the dealer's own message.
 */
export const verifyDealing = (
  context: Context,
  dealer: PartyId,
  { pledges, echo }: Pledged,
  { opening, proof, shares }: Dealing,
): void => {
  const { plan, session, self } = context
  const { group } = plan
  const { commitments } = opening
  const [constant = group.zero] = commitments
  const refuse = (code: AbortCode, message: string): never => {
    throw new Abort(code, [dealer], message)
  }

  const pledge = pledges.get(dealer)
  if (pledge === undefined || !equalBytes(pledge, pledgeOf(context, dealer, opening))) {
    refuse('bad-commitment', `${dealer} opened something else than it had pledged`)
  }
  const expected = expectedConstant(context, dealer)
  if (expected !== undefined && !constant.equals(expected)) {
    refuse('wrong-key', `${dealer} dealt something else than its share of the key`)
  }
  const statement = { group, session, dealer, echo, opening: encodeOpening(context, opening) }
  if (!verifyProof(statement, constant, proof)) {
    refuse('bad-proof', `${dealer} does not know what it dealt`)
  }
  if (!shares.every((share) => verifyShare(group, commitments, self, share))) {
    refuse('bad-share', `the share from ${dealer} does not fit its commitments`)
  }
}
