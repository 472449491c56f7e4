import { fixedBytes, list, partyId, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import { pointCodec } from '../groups/codec.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { SIGNATURE_LENGTH } from '../identity.ts'
import { contributionRecord } from './contribution.ts'

const part = record('zero-share-part', { peer: partyId, point: pointCodec(secp256k1) })

const statement = record('key-sum-statement', {
  header: fixedBytes(32),
  party: partyId,
  parts: list(part),
  contributions: list(contributionRecord),
})

export const keySumEvidenceRecord = record('key-sum-evidence', {
  statement,
  signature: fixedBytes(SIGNATURE_LENGTH),
})
/** What a signer says when the key shares do not sum to the key. */
export type KeySumStatement = Decoded<typeof statement>

export const keySumStatement = (said: KeySumStatement): Uint8Array =>
  hash('ecdsa/key-sum', statement.encode(said))
