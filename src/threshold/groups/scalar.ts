import { invert, mod } from '@noble/curves/abstract/modular.js'
import { bytesToNumberBE, numberToBytesBE } from '@noble/curves/utils.js'
import { wideHash } from '../encoding/transcript.ts'
import { EncodingError } from '../errors.ts'
import type { Randomness } from '../primitives/primitives.ts'

export const SCALAR_LENGTH = 32

export { invert, mod }

export const encodeScalar = (scalar: bigint): Uint8Array => numberToBytesBE(scalar, SCALAR_LENGTH)

export const decodeScalar = (bytes: Uint8Array, order: bigint): bigint => {
  if (bytes.length !== SCALAR_LENGTH) {
    throw new EncodingError('wrong-length', `a scalar has ${SCALAR_LENGTH} bytes`)
  }
  const scalar = bytesToNumberBE(bytes)
  if (scalar >= order) throw new EncodingError('non-canonical-scalar', 'not below the group order')
  return scalar
}

/** Uniform in [1, order). */
export const randomScalar = (order: bigint, random: Randomness): bigint => {
  for (;;) {
    const wide = random(48)
    const scalar = mod(bytesToNumberBE(wide), order)
    wide.fill(0)
    if (scalar !== 0n) return scalar
  }
}

export const hashToScalar = (
  order: bigint,
  domain: string,
  ...parts: readonly Uint8Array[]
): bigint => mod(bytesToNumberBE(wideHash(domain, ...parts)), order)
