// https://eips.ethereum.org/EIPS/eip-55
import { keccak_256 } from '@noble/hashes/sha3.js'
import { toHex, type Hex } from '../encoding/hex.ts'
import { textToBytes } from '../encoding/text.ts'
import { PayloadError } from '../errors.ts'

/** Twenty bytes as hex with the checksum of EIP-55: one address, one spelling. */
export type Address = Hex

const checksummed = (digits: string): Address => {
  const hash = toHex(keccak_256(textToBytes(digits))).slice(2)
  const letters = Array.from(digits, (digit, index) =>
    Number.parseInt(hash.charAt(index), 16) >= 8 ? digit.toUpperCase() : digit,
  )
  return `0x${letters.join('')}`
}

export const addressFromBytes = (bytes: Uint8Array): Address => {
  if (bytes.length !== 20) {
    throw new PayloadError('bad-address', `an address has 20 bytes, not ${bytes.length}`)
  }
  return checksummed(toHex(bytes).slice(2))
}

/** Lower case says nothing about typing errors and passes; mixed case must have the checksum. */
export const parseAddress = (text: string): Address => {
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) {
    throw new PayloadError('bad-address', 'write an address as 40 hex digits behind 0x')
  }
  const digits = text.slice(2)
  const address = checksummed(digits.toLowerCase())
  if (digits !== digits.toLowerCase() && text !== address) {
    throw new PayloadError('bad-address', `${text} has a wrong checksum: look for a typing error`)
  }
  return address
}
