import fc from 'fast-check'
import { getAddress } from 'viem'
import { expect, test } from 'vitest'
import { refusal } from '../../../test/support/refusal.ts'
import { toHex } from '../encoding/hex.ts'
import { addressFromBytes, parseAddress } from './address.ts'

test('an address gets the checksum that viem gives it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
      const address = addressFromBytes(bytes)
      expect(address).toBe(getAddress(toHex(bytes)))
      expect(parseAddress(address)).toBe(address)
      expect(parseAddress(address.toLowerCase())).toBe(address)
    }),
  )
})

test('a typing error in a checksummed address is found', () => {
  const address = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'
  expect(parseAddress(address)).toBe(address)
  expect(() => parseAddress(address.replace('F', 'f'))).toThrow(refusal('bad-address'))
})

test.each([
  ['too short', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae'],
  ['too long', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed0'],
  ['without 0x', '5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'],
  ['with a line break', '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed\n'],
])('an address %s is refused', (_, text) => {
  expect(() => parseAddress(text)).toThrow(refusal('bad-address'))
})

test('other than twenty bytes are no address', () => {
  expect(() => addressFromBytes(new Uint8Array(19))).toThrow(refusal('bad-address'))
  expect(addressFromBytes(new Uint8Array(20))).toBe(`0x${'0'.repeat(40)}`)
})
