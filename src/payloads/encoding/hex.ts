import { PayloadError } from '../errors.ts'

export type Hex = `0x${string}`

export const toHex = (bytes: Uint8Array): Hex => {
  let text: Hex = '0x'
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** Whole bytes behind `0x`; either case, since pages write both. */
export const fromHex = (text: string, what = 'bytes'): Uint8Array => {
  if (!/^0x(?:[0-9a-fA-F]{2})*$/.test(text)) {
    throw new PayloadError('bad-hex', `${what}: write whole bytes as hex digits behind 0x`)
  }
  const bytes = new Uint8Array(text.length / 2 - 1)
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = Number.parseInt(text.slice(2 * i + 2, 2 * i + 4), 16)
  }
  return bytes
}
