/**
 * @see https://datatracker.ietf.org/doc/html/draft-irtf-cfrg-bls-signature-05 section 2.7, with
 * public keys in G2 and signatures in G1
 */
import { bls12_381 as curve } from '@noble/curves/bls12-381.js'
import type { Point } from '../groups/group.ts'
import { G2, inG1, inG2, type G1Point } from './points.ts'

const { Fp12 } = curve.fields
const MINUS_BASE = G2.BASE.negate()

/** Whether the key's secret times the hashed point is the signature, by two pairings at once. */
export const signedBy = (publicKey: Point, hashed: G1Point, signature: Point): boolean => {
  // The identity pairs with everything, and would "sign" for the identity as a key.
  if (publicKey.is0() || signature.is0()) return false
  const product = curve.pairingBatch([
    { g1: inG1(signature), g2: MINUS_BASE },
    { g1: hashed, g2: inG2(publicKey) },
  ])
  return Fp12.eql(product, Fp12.ONE)
}
