import { fixedBytes, list, partyId, uint32, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { hash } from '../encoding/transcript.ts'
import { UsageError, type PartyId } from '../errors.ts'
import { pointCodec } from '../groups/codec.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { GENERATION_ID_LENGTH } from '../pairs/generation.ts'

export const PRESIGNATURE_ID_LENGTH = 32
export const BOOT_ID_LENGTH = 16

/**
 * What the wallet proposes, and all that a presignature is about. Its hash is the session of every
 * message, so parties with different headers never run a single check against each other.
 */
export const headerRecord = record('presign-header', {
  id: fixedBytes(PRESIGNATURE_ID_LENGTH),
  key: pointCodec(secp256k1),
  epoch: uint32,
  /** Exactly the threshold's number, ascending. */
  signers: list(partyId),
  /** One a signer: a restarted node has another, and nothing made before counts for it. */
  boots: list(fixedBytes(BOOT_ID_LENGTH)),
  /** One a pair, in the order of `signerPairs`. */
  generations: list(fixedBytes(GENERATION_ID_LENGTH)),
})
export type PresignHeader = Decoded<typeof headerRecord>

export const headerHash = (header: PresignHeader): Uint8Array =>
  hash('ecdsa/header', headerRecord.encode(header))

/** Every unordered pair once, by its lower party first. */
export const signerPairs = (signers: readonly PartyId[]): (readonly [PartyId, PartyId])[] =>
  signers.flatMap((low, index) => signers.slice(index + 1).map((high) => [low, high] as const))

/** Refuses a header that is not well formed, whatever key it is about. */
export const checkHeaderShape = (header: PresignHeader): void => {
  const { signers, boots, generations } = header
  const ascending = signers.every(
    (party, index) => index === 0 || party > (signers[index - 1] ?? 0),
  )
  if (signers.length < 2 || !ascending) {
    throw new UsageError('bad-parameters', 'signers must be two or more, distinct and ascending')
  }
  if (boots.length !== signers.length) {
    throw new UsageError('bad-parameters', 'one boot id a signer')
  }
  if (generations.length !== signerPairs(signers).length) {
    throw new UsageError('bad-parameters', 'one pair generation a pair of signers')
  }
}
