/**
 * The hash functions of the encryption, as drand's timelock encryption has them.
 *
 * @see https://eprint.iacr.org/2023/189 section 3
 */
import { bls12_381 as curve } from '@noble/curves/bls12-381.js'
import { bytesToNumberBE } from '@noble/curves/utils.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, wipe } from '../encoding/bytes.ts'

const { Fp, Fp12 } = curve.fields

export type PairingValue = typeof Fp12.ONE

const encoder = new TextEncoder()

const tagged = (tag: string, ...parts: readonly Uint8Array[]): Uint8Array =>
  sha256(concat(encoder.encode(tag), ...parts))

/** The twelve coefficients from the highest to the lowest, which is the order that drand writes. */
const encodePairingValue = (value: PairingValue): Uint8Array => {
  const ascending = Fp12.toBytes(value)
  const coefficients: Uint8Array[] = []
  for (let start = 0; start < ascending.length; start += Fp.BYTES) {
    coefficients.unshift(ascending.subarray(start, start + Fp.BYTES))
  }
  return concat(...coefficients)
}

/** Hides the seed: H2 of the paper. */
export const seedMask = (value: PairingValue): Uint8Array =>
  tagged('IBE-H2', encodePairingValue(value))

/** The exponent that seed and key determine, by which a reader checks the ciphertext: H3. */
export const exponentOf = (seed: Uint8Array, key: Uint8Array): bigint => {
  const digest = tagged('IBE-H3', seed, key)
  for (let attempt = 1; attempt < 2 ** 16; attempt++) {
    const candidate = sha256(concat(new Uint8Array([attempt & 0xff, attempt >> 8]), digest))
    candidate[0] = (candidate[0] ?? 0) >> 1
    const exponent = bytesToNumberBE(candidate)
    wipe(candidate)
    if (exponent > 0n && exponent < curve.fields.Fr.ORDER) return exponent
  }
  throw new Error('no exponent in 65,535 hashes: SHA-256 is broken')
}

/** Hides the key: H4. */
export const keyMask = (seed: Uint8Array): Uint8Array => tagged('IBE-H4', seed)
