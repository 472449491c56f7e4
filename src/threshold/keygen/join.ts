import { Abort } from '../errors.ts'
import { encodeScalar, mod } from '../groups/scalar.ts'
import { publicKey, type KeyShare, type PublicSharing } from '../sharing/key-share.ts'
import type { Context } from './context.ts'
import type { Dealing, Opening } from './messages.ts'

/** The sum of all polynomials, in public. */
export const joinSharing = (
  { plan: { group, next, previous }, holders }: Context,
  openings: readonly Opening[],
): PublicSharing => {
  const { epoch, threshold } = next
  const commitments = Array.from({ length: threshold }, (_, power) =>
    openings.reduce(
      (sum, opening) => sum.add(opening.commitments[power] ?? group.zero),
      group.zero,
    ),
  )
  if (commitments.some((commitment) => commitment.is0())) {
    throw new Abort('degenerate', [], 'the dealt polynomials cancel each other')
  }
  const sharing = { group, epoch, threshold, parties: holders, commitments }
  if (previous !== undefined && !publicKey(sharing).equals(publicKey(previous.sharing))) {
    throw new Abort('wrong-key', [], 'what was dealt is not the key')
  }
  return sharing
}

/** The sum of all polynomials at our number, in secret. */
export const joinShare = (
  { self }: Context,
  sharing: PublicSharing,
  dealings: readonly Dealing[],
): KeyShare => {
  const shares = dealings.flatMap((dealing) => dealing.shares)
  const secret = mod(
    shares.reduce((sum, share) => sum + share, 0n),
    sharing.group.order,
  )
  if (secret === 0n) throw new Abort('degenerate', [], 'our share of the key is zero')
  return { sharing, self, secret: encodeScalar(secret) }
}
