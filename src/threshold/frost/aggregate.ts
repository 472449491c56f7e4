/** @see https://www.rfc-editor.org/rfc/rfc9591.html sections 5.3 and 5.4 */
import type { NonceCommitments } from '@noble/curves/abstract/frost.js'
import { Abort, type PartyId } from '../errors.ts'
import type { PublicSharing } from '../sharing/key-share.ts'
import type { NoncePoints } from './messages.ts'
import { frostPublic, identifierOf, pointBytes, scalarBytes, type FrostSuite } from './suite.ts'

export type SignerNonces = ReadonlyMap<PartyId, NoncePoints>

/** One commitment list, as every signer of it writes it. */
export const commitmentList = (suite: FrostSuite, nonces: SignerNonces): NonceCommitments[] =>
  [...nonces]
    .toSorted(([a], [b]) => a - b)
    .map(([party, { hiding, binding }]) => ({
      identifier: identifierOf(suite, party),
      hiding: pointBytes(hiding),
      binding: pointBytes(binding),
    }))

/** Joins the signers' shares and verifies what comes out; if it fails, says whose share is wrong. */
export const aggregate = (
  suite: FrostSuite,
  sharing: PublicSharing,
  nonces: SignerNonces,
  message: Uint8Array,
  shares: ReadonlyMap<PartyId, bigint>,
): Uint8Array => {
  const { frost } = suite
  const key = frostPublic(suite, sharing, [...shares.keys()])
  const list = commitmentList(suite, nonces)
  const encoded = [...shares].map(
    ([party, share]) => [party, identifierOf(suite, party), scalarBytes(suite, share)] as const,
  )
  const byIdentifier = Object.fromEntries(encoded.map(([, id, share]) => [id, share]))
  try {
    return frost.aggregate(key, list, message, byIdentifier)
  } catch (cause) {
    const liars = encoded
      .filter(([, id, share]) => !frost.verifyShare(key, list, message, id, share))
      .map(([party]) => party)
    throw new Abort('bad-share', liars, `wrong shares from ${liars.join(', ')}`, { cause })
  }
}
