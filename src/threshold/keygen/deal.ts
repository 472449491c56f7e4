import { wipe } from '../encoding/bytes.ts'
import type { PartyId } from '../errors.ts'
import { decodeScalar, encodeScalar, mod, randomScalar } from '../groups/scalar.ts'
import type { Randomness } from '../primitives/primitives.ts'
import { commit } from '../sharing/feldman.ts'
import type { KeyShare } from '../sharing/key-share.ts'
import { evaluate, randomPolynomial } from '../sharing/polynomial.ts'
import { weightOf, type Context } from './context.ts'
import { SALT_LENGTH, type Dealing, type Opening } from './messages.ts'
import { encodeOpening, pledgeOf } from './pledge.ts'
import { prove } from './proof.ts'

/** What a dealer keeps from its pledge to its reveal, and wipes at the end. */
export type OwnDealing = {
  readonly opening: Opening
  readonly pledge: Uint8Array
  readonly constant: Uint8Array
  readonly shares: ReadonlyMap<PartyId, Uint8Array>
}

/** A new key's part is random; an old key's is our share, weighed so that the parts sum to it. */
const constantTerm = (
  { plan: { group }, weights, self }: Context,
  share: KeyShare | undefined,
  random: Randomness,
): bigint => {
  const { order } = group
  if (weights === undefined || share === undefined) return randomScalar(order, random)
  return mod(weightOf(weights, self) * decodeScalar(share.secret, order), order)
}

export const deal = (
  context: Context,
  share: KeyShare | undefined,
  random: Randomness,
): OwnDealing => {
  const { plan, self, holders } = context
  const { group, next } = plan
  const secret = constantTerm(context, share, random)
  const polynomial = randomPolynomial(secret, next.threshold, group.order, random)
  const opening = { commitments: commit(group, polynomial), salt: random(SALT_LENGTH) }
  const shareAt = (holder: PartyId) => encodeScalar(evaluate(polynomial, holder, group.order))
  return {
    opening,
    pledge: pledgeOf(context, self, opening),
    constant: encodeScalar(secret),
    shares: new Map(holders.map((holder) => [holder, shareAt(holder)])),
  }
}

/** Our dealing, once it is known what everybody pledged: for each party, what it gets of it. */
export const reveal = (
  context: Context,
  { opening, constant, shares }: OwnDealing,
  echo: Uint8Array,
  random: Randomness,
): ((to: PartyId) => Dealing) => {
  const { plan, session, self } = context
  const { group } = plan
  const statement = {
    group,
    session,
    dealer: self,
    echo,
    opening: encodeOpening(context, opening),
  }
  const proof = prove(statement, constant, random)
  return (to) => {
    const share = shares.get(to)
    return {
      opening,
      proof,
      shares: share === undefined ? [] : [decodeScalar(share, group.order)],
    }
  }
}

export const wipeDealing = ({ constant, shares }: OwnDealing): void =>
  wipe(constant, ...shares.values())
