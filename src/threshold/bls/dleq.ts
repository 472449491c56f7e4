/**
 * Chaum and Pedersen's proof of equal logarithms, across two groups that share a scalar field.
 *
 * @see https://doi.org/10.1007/3-540-48071-4_7
 */
import { mulAddUnsafe } from '@noble/curves/abstract/curve.js'
import { bytesToNumberBE } from '@noble/curves/utils.js'
import { concat, uint16Bytes } from '../encoding/bytes.ts'
import { hash } from '../encoding/transcript.ts'
import type { PartyId } from '../errors.ts'
import { bls12381G1, bls12381G2 } from '../groups/bls12-381.ts'
import type { Point } from '../groups/group.ts'
import { decodeScalar, hashToScalar, mod } from '../groups/scalar.ts'
import type { Randomness } from '../primitives/primitives.ts'
import { publicShare, type PublicSharing } from '../sharing/key-share.ts'
import { G1, G2, inG1, inG2, type G1Point } from './points.ts'
import type { ShareProof } from './share.ts'

const { order } = bls12381G1

/** Half the group's length: as hard to guess as the logarithm is to find, and cheaper to check. */
const CHALLENGE_LENGTH = 16

export type ShareStatement = {
  readonly sharing: PublicSharing
  readonly party: PartyId
  /** The message hashed for its purpose, and bound by it. */
  readonly hashed: G1Point
  readonly signature: Point
}

/** The commitments stand for the party's public key share, which they determine. */
const statementParts = (statement: ShareStatement): readonly Uint8Array[] => {
  const { sharing, party, hashed, signature } = statement
  return [
    concat(...sharing.commitments.map((point) => bls12381G2.encodePoint(point))),
    uint16Bytes(party),
    bls12381G1.encodePoint(hashed),
    bls12381G1.encodePoint(signature),
  ]
}

const challengeOf = (parts: readonly Uint8Array[], inFirst: Point, inSecond: Point): bigint => {
  const nonces = [bls12381G1.encodePoint(inFirst), bls12381G2.encodePoint(inSecond)]
  const digest = hash('bls/share-proof', ...parts, ...nonces)
  return bytesToNumberBE(digest.subarray(0, CHALLENGE_LENGTH))
}

export const proveShare = (
  statement: ShareStatement,
  secret: Uint8Array,
  random: Randomness,
): ShareProof => {
  const parts = statementParts(statement)
  // Hedged: neither a broken generator nor a repeated statement alone repeats a nonce.
  const nonce = hashToScalar(order, 'bls/share-proof-nonce', secret, random(32), ...parts)
  const challenge = challengeOf(parts, statement.hashed.multiply(nonce), G2.BASE.multiply(nonce))
  const response = mod(nonce + challenge * decodeScalar(secret, order), order)
  return { challenge, response }
}

export const proofHolds = (statement: ShareStatement, proof: ShareProof): boolean => {
  const { sharing, party, hashed, signature } = statement
  const { challenge, response } = proof
  const inFirst = mulAddUnsafe(G1, [hashed, inG1(signature).negate()], [response, challenge])
  const held = inG2(publicShare(sharing, party))
  const inSecond = G2.BASE.multiplyUnsafe(response).subtract(held.multiplyUnsafe(challenge))
  return challengeOf(statementParts(statement), inFirst, inSecond) === challenge
}
