import { uint16Bytes } from '../encoding/bytes.ts'
import { fixedBytes, partyId, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import type { PartyId } from '../errors.ts'
import { SIGNATURE_LENGTH, type Identity, type VerifyIdentity } from '../identity.ts'

export const acknowledgementRecord = record('acknowledgement', {
  party: partyId,
  transcript: fixedBytes(32),
  signature: fixedBytes(SIGNATURE_LENGTH),
})
/** One signer's word on what it saw, carried between signers by the wallet. */
export type Acknowledgement = Decoded<typeof acknowledgementRecord>

const statement = (party: PartyId, transcript: Uint8Array): Uint8Array =>
  hash('ecdsa/acknowledgement', uint16Bytes(party), transcript)

export const acknowledge = (
  identity: Identity,
  party: PartyId,
  transcript: Uint8Array,
): Acknowledgement => ({
  party,
  transcript,
  signature: identity.sign(statement(party, transcript)),
})

export const verifyAcknowledgement = (
  verify: VerifyIdentity,
  { party, transcript, signature }: Acknowledgement,
): boolean => verify(party, statement(party, transcript), signature)
