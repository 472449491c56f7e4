import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { octets, ROW_WORDS, transpose, words } from './bit-matrix.ts'

const COLUMNS = 128

const bitOf = (view: Uint32Array, index: number): number =>
  ((view[index >> 5] ?? 0) >>> (index & 31)) & 1

describe('transposing', () => {
  test.each([32, 64, 416, 640])(
    'puts bit j of row i where bit i of column j was: %i rows',
    (rows) => {
      fc.assert(
        fc.property(
          fc.uint8Array({ minLength: (COLUMNS * rows) / 8, maxLength: (COLUMNS * rows) / 8 }),
          (bytes) => {
            const columns = words(bytes)
            const transposed = transpose(columns, rows)
            const expected = new Uint32Array(rows * ROW_WORDS)
            for (let row = 0; row < rows; row++) {
              for (let column = 0; column < COLUMNS; column++) {
                const at = row * COLUMNS + column
                const bit = bitOf(columns, column * rows + row) << (at & 31)
                expected[at >> 5] = (expected[at >> 5] ?? 0) | bit
              }
            }
            expect(transposed).toEqual(expected)
          },
        ),
        { numRuns: 5 },
      )
    },
  )

  test('puts a single bit in its one place', () => {
    const columns = new Uint32Array((COLUMNS * 640) / 32)
    columns[(77 * 640 + 385) >> 5] = 1 << (385 & 31)
    const rows = transpose(columns, 640)
    expect(rows.findIndex((word) => word !== 0)).toBe((385 * COLUMNS + 77) >> 5)
    expect(rows.filter((word) => word !== 0)).toEqual(Uint32Array.of(2 ** (77 & 31)))
  })
})

describe('words', () => {
  test('share memory that is aligned', () => {
    const bytes = new Uint8Array(16)
    words(bytes.subarray(4))[0] = 0x01020304
    expect(bytes.subarray(4, 8)).toEqual(Uint8Array.of(4, 3, 2, 1))
  })

  test('are a copy of memory that is not', () => {
    const bytes = Uint8Array.from({ length: 9 }, (_, index) => index)
    const view = words(bytes.subarray(1))
    expect(octets(view)).toEqual(bytes.subarray(1))
    view.fill(0)
    expect(bytes[1]).toBe(1)
  })
})
