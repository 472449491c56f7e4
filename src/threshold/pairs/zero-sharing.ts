// The zero-sharing functionality of DKLs23 (ePrint 2023/765): each pair draws one scalar from its
// common seed, which one of the two adds and the other subtracts.
import { UsageError, type PartyId } from '../errors.ts'
import { hashToScalar, mod } from '../groups/scalar.ts'
import type { PairGeneration } from './generation.ts'

/** What each pair contributes to this party's share, by peer: what is opened to find a liar. */
export const zeroShareParts = (
  generations: readonly PairGeneration[],
  session: Uint8Array,
  order: bigint,
): ReadonlyMap<PartyId, bigint> => {
  const parts = new Map<PartyId, bigint>()
  for (const { self, peer, zeroSeed } of generations) {
    if (self !== generations[0]?.self || parts.has(peer)) {
      throw new UsageError('bad-parameters', 'one generation a peer, all of them of one party')
    }
    const scalar = hashToScalar(order, 'pairs/zero-share', zeroSeed, session)
    parts.set(peer, self < peer ? scalar : mod(-scalar, order))
  }
  return parts
}

/**
 * This party's share of zero: over everybody in a set in which each has a generation with each
 * other, the shares sum to zero. `session` must be one that this set uses once.
 */
export const zeroShare = (
  generations: readonly PairGeneration[],
  session: Uint8Array,
  order: bigint,
): bigint => {
  const parts = [...zeroShareParts(generations, session, order).values()]
  return mod(
    parts.reduce((sum, part) => sum + part, 0n),
    order,
  )
}
