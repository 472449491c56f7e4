import { bytesUpTo, fixedBytes, list, partyId, text, uint8 } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import type { PartyId } from '../errors.ts'

/** What a ceremony hands to, and takes from, an authenticated and private channel. */
export type Message = {
  readonly from: PartyId
  readonly to: PartyId
  readonly bytes: Uint8Array
}

export const SESSION_LENGTH = 32

/** Larger than any honest message; a longer one is refused before it is parsed. */
export const MAX_MESSAGE_BYTES = 128 * 1024

/** What an envelope holds, so that no honest one is too long. */
export const MAX_BODY_BYTES = MAX_MESSAGE_BYTES - 1024

export const envelope = record('envelope', {
  session: fixedBytes(SESSION_LENGTH),
  from: partyId,
  to: partyId,
  step: uint8,
  body: bytesUpTo(MAX_BODY_BYTES),
})

/** The step number of a notice; rounds count from 1. */
export const NOTICE_STEP = 0

/** Tells the peers that, and why, a party gave up. */
export const abortNotice = record('abort-notice', { code: text, culprits: list(partyId) })
