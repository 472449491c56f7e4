import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { concat } from './bytes.ts'

const encoder = new TextEncoder()

const framed = (domain: string, parts: readonly Uint8Array[]): Uint8Array => {
  const pieces: Uint8Array[] = []
  for (const part of [encoder.encode(`assent/v1/${domain}`), ...parts]) {
    const length = new Uint8Array(4)
    new DataView(length.buffer).setUint32(0, part.length)
    pieces.push(length, part)
  }
  return concat(...pieces)
}

/** SHA-256 over a domain and parts, each behind its length: no two inputs share a preimage. */
export const hash = (domain: string, ...parts: readonly Uint8Array[]): Uint8Array =>
  sha256(framed(domain, parts))

/** 512 bits of the same, for reduction modulo a group order without a bias worth naming. */
export const wideHash = (domain: string, ...parts: readonly Uint8Array[]): Uint8Array =>
  sha512(framed(domain, parts))
