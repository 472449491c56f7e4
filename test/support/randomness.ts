import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import type { Randomness } from '../../src/threshold/primitives/primitives.ts'

/** The operating system's randomness. */
export const systemRandom: Randomness = (length) => new Uint8Array(randomBytes(length))

/** The same bytes for the same seed, so that a failing case can be run again. */
export const seededRandom = (seed: string | number): Randomness => {
  const key = createHash('sha256').update(`seed ${seed}`).digest().subarray(0, 16)
  const cipher = createCipheriv('aes-128-ctr', key, new Uint8Array(16))
  return (length) => new Uint8Array(cipher.update(new Uint8Array(length)))
}
