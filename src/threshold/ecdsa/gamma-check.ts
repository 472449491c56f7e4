import { bytesToNumberBE } from '@noble/curves/utils.js'
import type { Point } from '../groups/group.ts'
import { mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { Randomness } from '../primitives/primitives.ts'

const HALF_LENGTH = 8

/** A cube root of 1 modulo the order, which secp256k1's endomorphism multiplies points by. */
const LAMBDA = 0x5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72n

/**
 * One of 2^128 weights that cost half of what a number of 128 bits does: two numbers of 64 bits, the
 * second for the point's image. All differ, since no numbers shorter than 126 bits cancel so.
 */
const randomWeight = (random: Randomness): bigint => {
  const half = (): bigint => bytesToNumberBE(random(HALF_LENGTH))
  return mod(half() + LAMBDA * half(), secp256k1.order)
}

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
  const weight = randomWeight(random)
  const product = peer.nonce.add(peer.keyShare.multiplyUnsafe(weight)).multiply(factor)
  const gamma = peer.gammaNonce.add(peer.gammaKey.multiplyUnsafe(weight))
  const share = mod(nonceShare + weight * keyShare, secp256k1.order)
  return product.equals(gamma.add(secp256k1.base.multiply(share)))
}
