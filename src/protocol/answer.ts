import * as z from 'zod'
import { canonicalBytes } from './canonical.ts'
import { hexBytes, party } from './schemas.ts'

/** Carries `answerHead`, as base64url of JSON, whenever the request had a head. */
export const ANSWER_HEADER = 'assent-answer'

export const answerHead = z.strictObject({
  node: party,
  /** By the node's identity key (Ed25519), over `answerBytes`. */
  signature: hexBytes(64),
})

/** Every answer is signed, errors too: what a node said of a request can be shown to others. */
export const answerBytes = (said: {
  readonly nodeSet: string
  readonly node: number
  /** Of the request that is answered. */
  readonly id: `0x${string}`
  readonly status: number
  readonly bodyHash: `0x${string}`
}): Uint8Array => canonicalBytes('answer', said)
