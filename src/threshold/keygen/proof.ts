// Schnorr's proof of knowledge of a discrete logarithm, made non-interactive by hashing (RFC 8235),
// as (challenge, response). Without it a dealer could answer the others' constant terms with one
// that cancels them, or deal one that it does not know.

import { uint16Bytes } from '../encoding/bytes.ts'
import type { PartyId } from '../errors.ts'
import type { Group, Point } from '../groups/group.ts'
import { decodeScalar, hashToScalar, mod } from '../groups/scalar.ts'
import type { Randomness } from '../primitives/primitives.ts'
import type { Proof } from './messages.ts'

/** All that a proof is about; it proves nothing anywhere else. */
export type Statement = {
  readonly group: Group
  readonly session: Uint8Array
  readonly dealer: PartyId
  /** The pledges of all, so that no proof is older than them. */
  readonly echo: Uint8Array
  /** All of the dealer's commitments, the proven one first. */
  readonly opening: Uint8Array
}

const context = ({ session, dealer, echo, opening }: Statement): Uint8Array[] => [
  session,
  uint16Bytes(dealer),
  echo,
  opening,
]

const challengeFor = (statement: Statement, nonce: Point): bigint =>
  hashToScalar(
    statement.group.order,
    'keygen/proof',
    ...context(statement),
    statement.group.encodePoint(nonce),
  )

export const prove = (statement: Statement, secret: Uint8Array, random: Randomness): Proof => {
  const { order, base } = statement.group
  // The secret and the statement are hashed in: a nonce that repeats would give the secret away,
  // and what a restored machine draws may repeat.
  const nonce = hashToScalar(order, 'keygen/nonce', random(32), secret, ...context(statement))
  const challenge = challengeFor(statement, base.multiply(nonce))
  return { challenge, response: mod(nonce + challenge * decodeScalar(secret, order), order) }
}

export const verifyProof = (
  statement: Statement,
  point: Point,
  { challenge, response }: Proof,
): boolean => {
  const { base } = statement.group
  const nonce = base.multiplyUnsafe(response).subtract(point.multiplyUnsafe(challenge))
  return !nonce.is0() && challengeFor(statement, nonce) === challenge
}
