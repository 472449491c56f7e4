import { bytesToNumberBE } from '@noble/curves/utils.js'
import type { Point } from '../groups/group.ts'
import { mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { Randomness } from '../primitives/primitives.ts'

/**
 * DKLs23's check that a peer multiplied with the nonce and the key share it published: factor * R -
 * Gamma^u = d^u * G and factor * pk - Gamma^v = d^v * G. Both at once, the second weighed with 128
 * random bits of our own, which leaves a cheater 2^-128 and saves a multiplication by a secret.
 */
export const gammaFits = (
  random: Randomness,
  factor: bigint,
  peer: {
    readonly nonce: Point
    readonly keyShare: Point
    readonly gammaNonce: Point
    readonly gammaKey: Point
  },
  [nonceShare, keyShare]: readonly [bigint, bigint],
): boolean => {
  const weight = bytesToNumberBE(random(16))
  const product = peer.nonce.add(peer.keyShare.multiplyUnsafe(weight)).multiply(factor)
  const gamma = peer.gammaNonce.add(peer.gammaKey.multiplyUnsafe(weight))
  const share = mod(nonceShare + weight * keyShare, secp256k1.order)
  return product.equals(gamma.add(secp256k1.base.multiply(share)))
}
