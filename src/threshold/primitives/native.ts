import { createCipheriv, createECDH, createHash } from 'node:crypto'
import type { Primitives } from './primitives.ts'

const CURVE = 'prime256v1'
const BLOCK_LENGTH = 16

/** The same memory without Buffer's ways: a copy would leave a secret that nobody wipes. */
const plain = ({ buffer, byteOffset, length }: Buffer): Uint8Array =>
  new Uint8Array(buffer, byteOffset, length)

/** OpenSSL through node:crypto: what a node runs. */
export const native: Primitives = {
  sha256(...parts) {
    const digest = createHash('sha256')
    for (const part of parts) digest.update(part)
    return plain(digest.digest())
  },
  stream: (key, counter, length) =>
    plain(createCipheriv('aes-128-ctr', key, counter).update(new Uint8Array(length))),
  permutation(key) {
    const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false)
    return (blocks) => {
      // OpenSSL would keep part of a block for the next call.
      if (blocks.length % BLOCK_LENGTH !== 0) throw new RangeError('whole blocks only')
      return plain(cipher.update(blocks))
    }
  },
  dhPublicKey(secret) {
    const pair = createECDH(CURVE)
    pair.setPrivateKey(secret)
    return plain(pair.getPublicKey())
  },
  dhShared(secret) {
    const pair = createECDH(CURVE)
    pair.setPrivateKey(secret)
    return (publicKey) => plain(pair.computeSecret(publicKey))
  },
}
