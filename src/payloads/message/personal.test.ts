import fc from 'fast-check'
import { hashMessage } from 'viem'
import { expect, test } from 'vitest'
import { toHex } from '../encoding/hex.ts'
import { textToBytes } from '../encoding/text.ts'
import { personalMessageDigest } from './personal.ts'

test('any bytes have the digest that viem gives them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 150 }), (bytes) => {
      expect(toHex(personalMessageDigest(bytes))).toBe(hashMessage({ raw: bytes }))
    }),
    { numRuns: 300 },
  )
})

test('the length is that of the bytes, not of the text', () => {
  const text = 'Grüße 😀'
  expect(toHex(personalMessageDigest(textToBytes(text)))).toBe(hashMessage(text))
})
