import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** With the capital letters that make a wrong digit show (EIP-55). */
export const withChecksum = (address: string): string => {
  const digits = address.slice(2).toLowerCase()
  const hash = bytesToHex(keccak_256(utf8ToBytes(digits)))
  const letters = digits.replaceAll(/[a-f]/g, (letter, place: number) =>
    Number.parseInt(hash[place] ?? '0', 16) >= 8 ? letter.toUpperCase() : letter,
  )
  return `0x${letters}`
}

export type ReadAddress = { readonly address: string } | { readonly wrong: 'shape' | 'checksum' }

/** An address as somebody pasted it; one in a single case has no checksum to be wrong. */
export const readAddress = (text: string): ReadAddress => {
  const trimmed = text.trim()
  if (!/^0x[0-9a-fA-F]{40}$/.test(trimmed)) return { wrong: 'shape' }
  const address = withChecksum(trimmed)
  const digits = trimmed.slice(2)
  const plain = digits === digits.toLowerCase() || digits === digits.toUpperCase()
  return plain || trimmed === address ? { address } : { wrong: 'checksum' }
}
