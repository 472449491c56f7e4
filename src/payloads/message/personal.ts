// https://eips.ethereum.org/EIPS/eip-191
import { keccak_256 } from '@noble/hashes/sha3.js'
import { concat } from '../encoding/bytes.ts'
import { textToBytes } from '../encoding/text.ts'

/** Of the bytes as they came: text or not is a question of showing them. */
export const personalMessageDigest = (message: Uint8Array): Uint8Array =>
  keccak_256(concat(textToBytes(`\u0019Ethereum Signed Message:\n${message.length}`), message))
