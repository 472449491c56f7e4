import { ctr, ecb } from '@noble/ciphers/aes.js'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Primitives } from './primitives.ts'

/** @noble alone, for runtimes without node:crypto: the same bytes, slower. */
export const portable: Primitives = {
  sha256(...parts) {
    const digest = sha256.create()
    for (const part of parts) digest.update(part)
    return digest.digest()
  },
  stream: (key, counter, length) => ctr(key, counter).encrypt(new Uint8Array(length)),
  permutation: (key) => (blocks) => ecb(key, { disablePadding: true }).encrypt(blocks),
  dhPublicKey: (secret) => p256.getPublicKey(secret, false),
  dhShared: (secret) => (publicKey) => p256.getSharedSecret(secret, publicKey, false).slice(1, 33),
}
