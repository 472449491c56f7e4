import { hexToBigInt, keccak256, size, type Hex } from 'viem'
import { RegistryError } from './errors.ts'

/** The token of a PKP: the hash of its uncompressed public key, 65 bytes with their 0x04. */
export function tokenIdOf(publicKey: Hex): bigint {
  if (size(publicKey) !== 65 || !publicKey.startsWith('0x04')) {
    throw new RegistryError('bad-parameters', 'a token id is made of an uncompressed public key')
  }
  return hexToBigInt(keccak256(publicKey))
}
