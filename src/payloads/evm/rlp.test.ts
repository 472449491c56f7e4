import fc from 'fast-check'
import { fromHex as viemFromHex, fromRlp, toRlp } from 'viem'
import { describe, expect, test } from 'vitest'
import { refusal } from '../../../test/support/refusal.ts'
import { fromHex, toHex } from '../encoding/hex.ts'
import { decodeRlp, encodeRlp, type Rlp } from './rlp.ts'

const { tree } = fc.letrec<{ tree: Rlp }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.uint8Array({ maxLength: 70 }),
    fc.array(tie('tree'), { maxLength: 5 }),
  ),
}))

describe('RLP', () => {
  test('is what viem writes and reads, back and forth', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const bytes = encodeRlp(value)
        expect(bytes).toEqual(toRlp(value as Uint8Array, 'bytes'))
        expect(decodeRlp(bytes)).toEqual(value)
        expect(decodeRlp(bytes)).toEqual(fromRlp(bytes, 'bytes'))
      }),
      { numRuns: 300 },
    )
  })

  test.each([55, 56, 255, 256, 65_536])('holds %d bytes', (length) => {
    const value = new Uint8Array(length).fill(200)
    expect(decodeRlp(encodeRlp(value))).toEqual(value)
    expect(toHex(encodeRlp([value]))).toBe(toRlp([value], 'hex'))
  })

  test.each([
    ['a small byte in its long form', '0x8105', '0x05', 'not-canonical'],
    ['a short length in the long form', '0xb80180', '0x8180', 'not-canonical'],
    ['a short list in the long form', '0xf800', '0xc0', 'not-canonical'],
    ['a length with a leading zero', '0xb90001ff', '0x81ff', 'not-canonical'],
    ['nothing', '0x', '0x80', 'truncated'],
    ['a length that is cut off', '0xb8', '0x80', 'truncated'],
    ['an item that is cut off', '0x83aabb', '0x83aabbcc', 'truncated'],
    ['an item longer than its list', '0xc281ffff', '0xc281ff', 'trailing-bytes'],
    ['an item that leaves its list', '0xc282ff', '0xc382ffff', 'truncated'],
    ['a length beyond all memory', '0xbfffffffffffffffff', '0x80', 'truncated'],
    ['bytes after the item', '0x8080', '0x80', 'trailing-bytes'],
  ] as const)('refuses %s', (_, refused, accepted, code) => {
    expect(() => decodeRlp(fromHex(refused))).toThrow(refusal(code))
    expect(encodeRlp(decodeRlp(fromHex(accepted)))).toEqual(viemFromHex(accepted, 'bytes'))
  })

  test('refuses lists nested deeper than any transaction', () => {
    const nested = (depth: number): Rlp => (depth === 0 ? [] : [nested(depth - 1)])
    expect(decodeRlp(encodeRlp(nested(7)))).toEqual(nested(7))
    expect(() => decodeRlp(encodeRlp(nested(8)))).toThrow(refusal('too-large'))
  })

  test('has one encoding a value: whatever reads is written back the same', () => {
    const bytes = fc.uint8Array({ maxLength: 12, size: 'max' })
    let read = 0
    fc.assert(
      fc.property(bytes, (bytes) => {
        let value: Rlp
        try {
          value = decodeRlp(bytes)
        } catch {
          return
        }
        read++
        expect(encodeRlp(value)).toEqual(bytes)
      }),
      { numRuns: 2000 },
    )
    expect(read).toBeGreaterThan(20)
  })
})
