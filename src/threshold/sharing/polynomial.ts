import type { PartyId } from '../errors.ts'
import { mod, randomScalar } from '../groups/scalar.ts'
import type { Randomness } from '../primitives/primitives.ts'

/** Shamir's polynomial: `threshold` coefficients, the constant one being the secret. */
export const randomPolynomial = (
  secret: bigint,
  threshold: number,
  order: bigint,
  random: Randomness,
): bigint[] => [secret, ...Array.from({ length: threshold - 1 }, () => randomScalar(order, random))]

export const evaluate = (polynomial: readonly bigint[], at: PartyId, order: bigint): bigint =>
  polynomial.reduceRight((sum, coefficient) => mod(sum * BigInt(at) + coefficient, order), 0n)
