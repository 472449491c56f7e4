import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat, equalBytes, toHex, uint16Bytes, wipe } from './bytes.ts'

describe('equalBytes', () => {
  test('agrees with a comparison byte by byte', () => {
    const bytes = fc.uint8Array({ maxLength: 4, max: 2 })
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(equalBytes(a, b)).toBe(toHex(a) === toHex(b))
        expect(equalBytes(a, a.slice())).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test.each([0, 1, 30, 31])('sees one bit of difference at %d', (at) => {
    const bytes = new Uint8Array(32)
    for (const bit of [1, 128]) expect(equalBytes(bytes, bytes.with(at, bit))).toBe(false)
  })

  test('does not call a prefix equal', () => {
    expect(equalBytes(new Uint8Array(3), new Uint8Array(4))).toBe(false)
    expect(equalBytes(new Uint8Array(4), new Uint8Array(3))).toBe(false)
  })
})

test('concat joins in order and copies', () => {
  const [a, b] = [Uint8Array.of(1, 2), Uint8Array.of(3)]
  const joined = concat(a, new Uint8Array(), b)
  a.fill(0)
  expect(joined).toEqual(Uint8Array.of(1, 2, 3))
  expect(concat()).toEqual(new Uint8Array())
})

test('toHex writes two digits a byte', () => {
  expect(toHex(Uint8Array.of(0, 10, 255))).toBe('000aff')
})

test('wipe overwrites each, views included', () => {
  const [a, b] = [Uint8Array.of(1, 2, 3), Uint8Array.of(4)]
  wipe(a.subarray(1), b)
  expect([...a, ...b]).toEqual([1, 0, 0, 0])
})

test('uint16Bytes is big-endian', () => {
  expect(uint16Bytes(0x0102)).toEqual(Uint8Array.of(1, 2))
  expect(uint16Bytes(65_535)).toEqual(Uint8Array.of(255, 255))
})
