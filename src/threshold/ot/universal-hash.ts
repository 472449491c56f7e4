import { ROW_WORDS } from './bit-matrix.ts'

/** Rows that carry transfers, rows that only mask the check, and the two together. */
export const TRANSFERS = 416
export const CHECK_ROWS = 224
export const ALL_ROWS = TRANSFERS + CHECK_ROWS

const GROUPS = TRANSFERS / 8

/** Bytes of public randomness that choose one function of the family. */
export const MATRIX_BYTES = GROUPS * CHECK_ROWS

/**
 * The linear map of the consistency check: a uniform binary matrix over the transfers, plus the
 * identity over the masking rows. A difference it maps to a given value exists with chance 2^-224,
 * so 2^128 tries at the Fiat-Shamir challenge leave a cheater 2^-96.
 *
 * Sums are read from tables of all 256 combinations of eight rows. The tables are made from secret
 * rows and indexed by the public matrix, never the other way round.
 */
export const compressRows = (matrix: Uint8Array, rows: Uint32Array): Uint32Array => {
  const sums = rows.slice(TRANSFERS * ROW_WORDS)
  const table = new Uint32Array(256 * ROW_WORDS)
  for (let group = 0; group < GROUPS; group++) {
    for (let bit = 0; bit < 8; bit++) {
      const row = (group * 8 + bit) * ROW_WORDS
      const half = (1 << bit) * ROW_WORDS
      for (let at = 0; at < half; at++) {
        table[half + at] = (table[at] as number) ^ (rows[row + (at & (ROW_WORDS - 1))] as number)
      }
    }
    for (let output = 0; output < CHECK_ROWS; output++) {
      const entry = (matrix[group * CHECK_ROWS + output] as number) * ROW_WORDS
      const sum = output * ROW_WORDS
      for (let word = 0; word < ROW_WORDS; word++) {
        sums[sum + word] = (sums[sum + word] as number) ^ (table[entry + word] as number)
      }
    }
  }
  table.fill(0)
  return sums
}

/** The same map on one bit a row: `ALL_ROWS` bits in, `CHECK_ROWS` bits out. */
export const compressBits = (matrix: Uint8Array, bits: Uint8Array): Uint8Array => {
  const sums = bits.slice(GROUPS)
  for (let output = 0; output < CHECK_ROWS; output++) {
    let products = 0
    for (let group = 0; group < GROUPS; group++) {
      products ^= (matrix[group * CHECK_ROWS + output] as number) & (bits[group] as number)
    }
    products ^= products >>> 4
    products ^= products >>> 2
    products ^= products >>> 1
    const at = output >>> 3
    sums[at] = (sums[at] as number) ^ ((products & 1) << (output & 7))
  }
  return sums
}
