import { fixedBytes, partyId, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import { scalarCodec } from '../groups/codec.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { SIGNATURE_LENGTH, type Identity, type VerifyIdentity } from '../identity.ts'

const fields = {
  header: fixedBytes(32),
  party: partyId,
  binding: fixedBytes(32),
  /** A share of (nonce times mask), and one of (what s is divided by it). */
  u: scalarCodec(secp256k1.order),
  w: scalarCodec(secp256k1.order),
}

const unsigned = record('signature-share-statement', fields)

/** One signer's answer: with those of all the others, a signature; alone, random numbers. */
export const signatureShareRecord = record('signature-share', {
  ...fields,
  signature: fixedBytes(SIGNATURE_LENGTH),
})
export type SignatureShare = Decoded<typeof signatureShareRecord>

const statement = (said: Decoded<typeof unsigned>): Uint8Array =>
  hash('ecdsa/share', unsigned.encode(said))

export const signShareStatement = (
  identity: Identity,
  said: Decoded<typeof unsigned>,
): SignatureShare => ({ ...said, signature: identity.sign(statement(said)) })

export const verifyShareStatement = (
  verify: VerifyIdentity,
  { signature, ...said }: SignatureShare,
): boolean => verify(said.party, statement(said), signature)
