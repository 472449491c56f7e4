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
