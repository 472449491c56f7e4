import type { Allowance } from '../../../messages/popup/action.ts'

/** More than there is of anything. Some tokens' own "everything" is smaller: 96 bits of ones. */
const PLENTY = 1n << 128n
const ALL_OF_96_BITS = (1n << 96n) - 1n
const EVERYTHING = (1n << 256n) - 1n

/** Null is all there is. */
export const allowance = (amount: bigint | null): Allowance => ({
  amount: String(amount ?? EVERYTHING),
  unlimited: amount === null || amount >= PLENTY || amount === ALL_OF_96_BITS,
})
