import { UsageError, type PartyId } from '../errors.ts'
import { invert, mod } from '../groups/scalar.ts'

/** What each party's share weighs in the value at zero, for this exact set of parties. */
export const lagrangeAtZero = (
  parties: readonly PartyId[],
  order: bigint,
): ReadonlyMap<PartyId, bigint> => {
  if (new Set(parties).size !== parties.length || parties.some((party) => party < 1)) {
    throw new UsageError('bad-parameters', 'parties must be distinct, and numbered from 1')
  }
  return new Map(
    parties.map((party) => {
      let numerator = 1n
      let denominator = 1n
      for (const other of parties) {
        if (other === party) continue
        numerator = mod(numerator * BigInt(other), order)
        denominator = mod(denominator * BigInt(other - party), order)
      }
      return [party, mod(numerator * invert(denominator, order), order)]
    }),
  )
}
