import { uint16Bytes } from '../encoding/bytes.ts'
import { fixedBytes, partyId, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import type { PartyId } from '../errors.ts'
import type { Point } from '../groups/group.ts'
import { compress, compressedPoint } from '../groups/secp256k1.ts'
import { SIGNATURE_LENGTH, type Identity, type VerifyIdentity } from '../identity.ts'

/** What a signer tells everybody alike; signed, so that telling it in two ways can be shown. */
const statement = record('presign-contribution', {
  header: fixedBytes(32),
  party: partyId,
  nonce: compressedPoint,
  keyShare: compressedPoint,
})

const signedBytes = (said: Decoded<typeof statement>): Uint8Array =>
  hash('ecdsa/contribution', statement.encode(said))

export const contributionRecord = record('contribution', {
  party: partyId,
  nonce: compressedPoint,
  keyShare: compressedPoint,
  signature: fixedBytes(SIGNATURE_LENGTH),
})
/** One signer's public part of a presignature, with its signature over it. */
export type Contribution = Decoded<typeof contributionRecord>

export const signContribution = (
  identity: Identity,
  header: Uint8Array,
  party: PartyId,
  points: { readonly nonce: Point; readonly keyShare: Point },
): Contribution => {
  const said = { party, nonce: compress(points.nonce), keyShare: compress(points.keyShare) }
  return { ...said, signature: identity.sign(signedBytes({ header, ...said })) }
}

export const verifyContribution = (
  verify: VerifyIdentity,
  header: Uint8Array,
  { party, nonce, keyShare, signature }: Contribution,
): boolean => verify(party, signedBytes({ header, party, nonce, keyShare }), signature)

/** What all signers must have seen alike before a share leaves any of them. */
export const presignTranscript = (
  header: Uint8Array,
  contributions: readonly Contribution[],
): Uint8Array =>
  hash(
    'ecdsa/transcript',
    header,
    ...contributions.flatMap(({ party, nonce, keyShare }) => [uint16Bytes(party), nonce, keyShare]),
  )
