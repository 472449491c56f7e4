// Schnorr's proof of knowledge of a discrete logarithm on P-256, made non-interactive by hashing
// (the form of RFC 8235). It lets a simulator read the offerer's secret, and with it both seeds of
// every pair, as the composition with the extension asks.
import { bytesToNumberBE } from '@noble/curves/utils.js'
import { wipe } from '../encoding/bytes.ts'
import { fixedBytes } from '../encoding/codec.ts'
import { record, type RecordValue } from '../encoding/record.ts'
import { scalarCodec } from '../groups/codec.ts'
import { hashToScalar, mod } from '../groups/scalar.ts'
import type { Primitives, Randomness } from '../primitives/primitives.ts'
import { ORDER, Point, POINT_LENGTH, pointFrom, randomSecret, type P256Point } from './p256.ts'
import { bindRoles, type Roles } from './roles.ts'

const fields = { commitment: fixedBytes(POINT_LENGTH), response: scalarCodec(ORDER) }

export const knowledgeProof = record('p256-knowledge-proof', fields)
export type KnowledgeProof = RecordValue<typeof fields>

const challengeFor = (roles: Roles, point: Uint8Array, commitment: Uint8Array): bigint =>
  hashToScalar(ORDER, 'pairs/knowledge-proof', ...bindRoles(roles), point, commitment)

export const proveKnowledge = (
  roles: Roles,
  secret: Uint8Array,
  point: Uint8Array,
  primitives: Primitives,
  random: Randomness,
): KnowledgeProof => {
  const nonce = randomSecret(random)
  const commitment = primitives.dhPublicKey(nonce)
  const challenge = challengeFor(roles, point, commitment)
  const response = mod(bytesToNumberBE(nonce) + challenge * bytesToNumberBE(secret), ORDER)
  wipe(nonce)
  return { commitment, response }
}

export const verifyKnowledge = (
  roles: Roles,
  point: P256Point,
  { commitment, response }: KnowledgeProof,
): boolean => {
  const committed = pointFrom(roles.offerer, commitment)
  const challenge = challengeFor(roles, point.toBytes(false), commitment)
  return Point.BASE.mulAddUnsafe(response, point, mod(-challenge, ORDER)).equals(committed)
}
