// Feldman, "A practical scheme for non-interactive verifiable secret sharing", FOCS 1987.

import type { PartyId } from '../errors.ts'
import type { Group, Point } from '../groups/group.ts'

/** Feldman's commitments: each coefficient times the generator. */
export const commit = (group: Group, polynomial: readonly bigint[]): Point[] =>
  polynomial.map((coefficient) => group.base.multiply(coefficient))

/** The public counterpart of the polynomial's value at `at`. */
export const evaluateCommitments = (
  group: Group,
  commitments: readonly Point[],
  at: PartyId,
): Point =>
  commitments.reduceRight(
    (sum, commitment) => sum.multiplyUnsafe(BigInt(at)).add(commitment),
    group.zero,
  )

/** Whether `share` is the committed polynomial's value at `at`. */
export const verifyShare = (
  group: Group,
  commitments: readonly Point[],
  at: PartyId,
  share: bigint,
): boolean => {
  // Constant-time multiplication takes no zero, which a polynomial may well have somewhere.
  const point = share === 0n ? group.zero : group.base.multiply(share)
  return point.equals(evaluateCommitments(group, commitments, at))
}
