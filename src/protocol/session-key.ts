import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { hexToBytes } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { hexBytes } from './schemas.ts'

/** As WebCrypto exports them raw: 32 bytes, or an uncompressed point of 65. */
export const sessionKey = z.discriminatedUnion('algorithm', [
  z.strictObject({ algorithm: z.literal('ed25519'), publicKey: hexBytes(32) }),
  z.strictObject({ algorithm: z.literal('p256'), publicKey: hexBytes(65) }),
])
export type SessionKey = z.infer<typeof sessionKey>

/** Both algorithms sign with 64 bytes; P-256 as r and s, over SHA-256, s of either kind. */
export const sessionSignature = hexBytes(64)

/** False for a key that is no point, too: it is as wrong as a signature that does not fit. */
export const verifySessionSignature = (
  key: SessionKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean => {
  const publicKey = hexToBytes(key.publicKey.slice(2))
  try {
    return key.algorithm === 'ed25519'
      ? ed25519.verify(signature, message, publicKey, { zip215: false })
      : p256.verify(signature, message, publicKey, { lowS: false })
  } catch {
    return false
  }
}
