import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../test/support/randomness.ts'
import { octets, ROW_WORDS, words } from './bit-matrix.ts'
import {
  ALL_ROWS,
  CHECK_ROWS,
  compressBits,
  compressRows,
  MATRIX_BYTES,
  TRANSFERS,
} from './universal-hash.ts'

const random = seededRandom('universal hash')
const matrix = random(MATRIX_BYTES)

const bitsOf = fc.uint8Array({ minLength: ALL_ROWS / 8, maxLength: ALL_ROWS / 8 })
const randomRows = (): Uint32Array => words(random(ALL_ROWS * ROW_WORDS * 4))

const bitAt = (bytes: Uint8Array, index: number): number =>
  ((bytes[index >> 3] ?? 0) >> (index & 7)) & 1

const xor = <A extends Uint8Array | Uint32Array>(a: A, b: A): A =>
  a.map((value, index) => value ^ (b[index] ?? 0)) as A

/** Whether transfer `row` counts toward `output`; masking rows count toward their own alone. */
const counts = (row: number, output: number): boolean =>
  row < TRANSFERS
    ? bitAt(Uint8Array.of(matrix[(row >> 3) * CHECK_ROWS + output] ?? 0), row & 7) === 1
    : row - TRANSFERS === output

describe('the universal hash', () => {
  test('of bits is a product with the matrix', () => {
    fc.assert(
      fc.property(bitsOf, (bits) => {
        const sums = compressBits(matrix, bits)
        for (let output = 0; output < CHECK_ROWS; output++) {
          let sum = 0
          for (let row = 0; row < ALL_ROWS; row++) {
            if (counts(row, output)) sum ^= bitAt(bits, row)
          }
          expect(bitAt(sums, output)).toBe(sum)
        }
      }),
      { numRuns: 3 },
    )
  })

  test('of rows is the same product', () => {
    const rows = randomRows()
    const sums = compressRows(matrix, rows)
    for (let output = 0; output < CHECK_ROWS; output++) {
      let sum = new Uint32Array(ROW_WORDS)
      for (let row = 0; row < ALL_ROWS; row++) {
        const start = row * ROW_WORDS
        if (counts(row, output)) sum = xor(sum, rows.slice(start, start + ROW_WORDS))
      }
      expect(sums.slice(output * ROW_WORDS, (output + 1) * ROW_WORDS)).toEqual(sum)
    }
  })

  test('of a sum is the sum of both hashes', () => {
    fc.assert(
      fc.property(bitsOf, bitsOf, (a, b) => {
        expect(compressBits(matrix, xor(a, b))).toEqual(
          xor(compressBits(matrix, a), compressBits(matrix, b)),
        )
      }),
    )
    const a = randomRows()
    const b = randomRows()
    expect(compressRows(matrix, xor(a, b))).toEqual(
      xor(compressRows(matrix, a), compressRows(matrix, b)),
    )
  })

  test('of one changed transfer is another one, and leaves its input alone', () => {
    const rows = randomRows()
    const before = rows.slice()
    const sums = compressRows(matrix, rows)
    expect(rows).toEqual(before)
    expect(compressRows(matrix, rows.with(0, (rows[0] ?? 0) ^ 1))).not.toEqual(sums)
  })

  test('has no two transfers that count alike, and none that does not count', () => {
    const columns = new Set(
      Array.from({ length: TRANSFERS }, (_, row) =>
        Array.from({ length: CHECK_ROWS }, (_, output) => (counts(row, output) ? '1' : '0')).join(
          '',
        ),
      ),
    )
    expect(columns.size).toBe(TRANSFERS)
    expect(columns.has('0'.repeat(CHECK_ROWS))).toBe(false)
    expect(octets(compressRows(matrix, new Uint32Array(ALL_ROWS * ROW_WORDS)))).toEqual(
      new Uint8Array(CHECK_ROWS * 16),
    )
  })
})
