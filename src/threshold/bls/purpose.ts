/**
 * Hashing to G1, under one tag for each thing that the network key signs.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9380.html sections 3.1 and 8.8.1
 */
import { bls12_381 as curve } from '@noble/curves/bls12-381.js'
import type { G1Point } from './points.ts'

/** All that the network key is for. What it says for one purpose means nothing for another. */
export type BlsPurpose = 'session-certificate' | 'node-set' | 'pkp-public-key' | 'decryption'

/** Built from the purpose itself, so that no two purposes can come to share a tag. */
export const tagOf = (purpose: BlsPurpose): string =>
  `ASSENT-V01-CS01-with-BLS12381G1_XMD:SHA-256_SSWU_RO_${purpose.toUpperCase()}_`

export const hashToG1 = (tag: string, message: Uint8Array): G1Point =>
  curve.G1.hashToCurve(message, { DST: tag })

export const hashForPurpose = (purpose: BlsPurpose, message: Uint8Array): G1Point =>
  hashToG1(tagOf(purpose), message)
