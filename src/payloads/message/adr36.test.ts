import { serializeSignDoc } from '@cosmjs/amino'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64, bech32 } from '@scure/base'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusal } from '../../../test/support/refusal.ts'
import { adr36Digest, serializeAdr36 } from './adr36.ts'

test('any data has the bytes that CosmJS signs', () => {
  const account = fc.uint8Array({ minLength: 20, maxLength: 20 })
  const prefix = fc.constantFrom('cosmos', 'osmo', 'secret')
  fc.assert(
    fc.property(account, prefix, fc.uint8Array({ maxLength: 90 }), (account, prefix, data) => {
      const signer = bech32.encode(prefix, bech32.toWords(account))
      const theirs = serializeSignDoc({
        chain_id: '',
        account_number: '0',
        sequence: '0',
        fee: { gas: '0', amount: [] },
        msgs: [{ type: 'sign/MsgSignData', value: { signer, data: base64.encode(data) } }],
        memo: '',
      })
      expect(serializeAdr36({ signer, data })).toEqual(theirs)
      expect(adr36Digest({ signer, data })).toEqual(sha256(theirs))
    }),
    { numRuns: 200 },
  )
})

test('a signer whose checksum is wrong is refused', () => {
  const signer = bech32.encode('cosmos', bech32.toWords(new Uint8Array(20)))
  const data = Uint8Array.of(1)
  expect(serializeAdr36({ signer, data }).length).toBeGreaterThan(100)
  for (const wrong of [signer.slice(0, -1), `${signer}","x":"`, signer.toUpperCase(), '']) {
    expect(() => serializeAdr36({ signer: wrong, data })).toThrow(refusal('bad-address'))
  }
})
