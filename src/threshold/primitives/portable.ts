import { ctr, ecb } from '@noble/ciphers/aes.js'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Primitives } from './primitives.ts'

const ZERO_COUNTER = new Uint8Array(16)

/** @noble alone, for runtimes without node:crypto: the same bytes, slower. */
export const portable: Primitives = {
  sha256(...parts) {
    const digest = sha256.create()
    for (const part of parts) digest.update(part)
    return digest.digest()
  },
  stream: (key, length) => ctr(key, ZERO_COUNTER).encrypt(new Uint8Array(length)),
  permutation: (key) => (blocks) => ecb(key, { disablePadding: true }).encrypt(blocks),
  dhPublicKey: (secret) => p256.getPublicKey(secret, false),
  dhShared: (secret) => (publicKey) => p256.getSharedSecret(secret, publicKey, false).slice(1, 33),
}
