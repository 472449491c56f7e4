import { createCipheriv, createECDH, createHash } from 'node:crypto'
import type { Primitives } from './primitives.ts'

const CURVE = 'prime256v1'
const BLOCK_LENGTH = 16

/** OpenSSL through node:crypto: what a node runs. */
export const native: Primitives = {
  sha256(...parts) {
    const digest = createHash('sha256')
    for (const part of parts) digest.update(part)
    return new Uint8Array(digest.digest())
  },
  stream: (key, counter, length) =>
    new Uint8Array(createCipheriv('aes-128-ctr', key, counter).update(new Uint8Array(length))),
  permutation(key) {
    const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
    return (blocks) => {
      // OpenSSL would keep part of a block for the next call.
      if (blocks.length % BLOCK_LENGTH !== 0) throw new RangeError('whole blocks only')
      return new Uint8Array(cipher.update(blocks))
    }
  },
  dhPublicKey(secret) {
    const pair = createECDH(CURVE)
    pair.setPrivateKey(secret)
    return new Uint8Array(pair.getPublicKey())
  },
  dhShared(secret) {
    const pair = createECDH(CURVE)
    pair.setPrivateKey(secret)
    return (publicKey) => new Uint8Array(pair.computeSecret(publicKey))
  },
}
