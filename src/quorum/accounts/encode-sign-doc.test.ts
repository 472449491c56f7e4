import { makeSignBytes } from '@cosmjs/proto-signing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeSignDoc } from './encode-sign-doc.ts'

test('writes what CosmJS writes', () => {
  const doc = fc.record({
    bodyBytes: fc.uint8Array({ maxLength: 300 }),
    authInfoBytes: fc.uint8Array({ maxLength: 300 }),
    chainId: fc.string({ maxLength: 20 }),
    accountNumber: fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }),
  })
  fc.assert(
    fc.property(doc, (doc) => {
      expect(encodeSignDoc(doc)).toEqual(new Uint8Array(makeSignBytes(doc)))
    }),
  )
})
