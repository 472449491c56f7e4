import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'

const groups = 8

/** Of a network key: short enough to compare by eye, long enough that nobody makes a second. */
export const fingerprint = (networkKey: string): readonly string[] => {
  let bytes: Uint8Array
  try {
    bytes = hexToBytes(networkKey.replace(/^0x/, ''))
  } catch {
    return []
  }
  if (bytes.length === 0) return []
  const digits = bytesToHex(sha256(bytes))
  return Array.from({ length: groups }, (_, place) => digits.slice(place * 4, place * 4 + 4))
}
