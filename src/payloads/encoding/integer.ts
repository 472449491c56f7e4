import { toHex } from './hex.ts'

export const UINT64_LIMIT = 1n << 64n
export const UINT256_LIMIT = 1n << 256n

/** Big-endian; no bytes are zero. */
export const bytesToInteger = (bytes: Uint8Array): bigint =>
  bytes.length === 0 ? 0n : BigInt(toHex(bytes))

/** Big-endian without leading zeros; zero is no bytes. */
export const integerToBytes = (value: bigint): Uint8Array => {
  const bytes: number[] = []
  for (let rest = value; rest > 0n; rest >>= 8n) bytes.push(Number(rest & 255n))
  return Uint8Array.from(bytes.reverse())
}

/** A 32-byte word; a negative number as its two's complement. */
export const integerToWord = (value: bigint): Uint8Array => {
  const bytes = integerToBytes(BigInt.asUintN(256, value))
  const word = new Uint8Array(32)
  word.set(bytes, 32 - bytes.length)
  return word
}
