import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'

// RFC 8410: what stands before the 32 bytes in the encodings that OpenSSL reads.
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

export const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' })

export const publicKeyOf = (bytes: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, bytes]), format: 'der', type: 'spki' })

export const publicBytesOf = (privateKey: KeyObject): Uint8Array =>
  new Uint8Array(
    createPublicKey(privateKey)
      .export({ format: 'der', type: 'spki' })
      .subarray(PUBLIC_PREFIX.length),
  )

export const signEd25519 = (key: KeyObject, message: Uint8Array): Uint8Array =>
  new Uint8Array(sign(null, message, key))

export const verifyEd25519 = (
  key: KeyObject,
  message: Uint8Array,
  signature: Uint8Array,
): boolean => verify(null, message, key, signature)
