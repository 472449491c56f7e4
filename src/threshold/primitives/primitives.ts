/** `length` unpredictable bytes. */
export type Randomness = (length: number) => Uint8Array

/**
 * The symmetric and native-speed work of the node-to-node protocols. `native` runs on node:crypto,
 * `portable` on @noble; both give the same bytes.
 */
export type Primitives = {
  /** SHA-256 over the parts joined; callers frame them. */
  sha256(...parts: readonly Uint8Array[]): Uint8Array
  /** AES-128 in counter mode from `counter` (16 bytes): `length` bytes of key stream. */
  stream(key: Uint8Array, counter: Uint8Array, length: number): Uint8Array
  /** AES-128 on each 16-byte block alone: the permutation behind correlation-robust hashing. */
  permutation(key: Uint8Array): (blocks: Uint8Array) => Uint8Array
  /** secret * G on P-256, uncompressed. */
  dhPublicKey(secret: Uint8Array): Uint8Array
  /** The x-coordinate of secret * publicKey on P-256, for many public keys. */
  dhShared(secret: Uint8Array): (publicKey: Uint8Array) => Uint8Array
}
