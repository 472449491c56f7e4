import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import * as z from 'zod'
import { canonicalBytes } from './canonical.ts'
import { hash32, party } from './schemas.ts'
import { sessionSignature } from './session-key.ts'

/** Carries `requestHead`, as base64url of JSON. */
export const REQUEST_HEADER = 'assent-request'
/** Carries `signedCertificate`, as base64url of JSON; absent where nobody has a session yet. */
export const SESSION_HEADER = 'assent-session'

/** The largest body that a node or a relay reads. */
export const MAX_BODY_BYTES = 256 * 1024

/** How far a clock may be off, either way. */
export const CLOCK_TOLERANCE_MS = 60_000

/** One for each node that is asked: it names the node, and no node takes another's. */
export const requestHead = z.strictObject({
  id: hash32,
  /** Unix time in milliseconds. */
  time: z.int().min(0),
  node: party,
  /** By the session key, over `requestBytes`; absent where nobody has to say who asks. */
  signature: sessionSignature.optional(),
})
export type RequestHead = z.infer<typeof requestHead>

export const requestBytes = (said: {
  readonly nodeSet: string
  readonly node: number
  readonly id: `0x${string}`
  readonly time: number
  readonly method: string
  /** With its query, as it stands in the first line of the request. */
  readonly path: string
  readonly bodyHash: `0x${string}`
}): Uint8Array => canonicalBytes('request', said)

/** Of the bytes as they travel; of none where there is no body. */
export const hashBody = (body: Uint8Array): `0x${string}` => `0x${bytesToHex(sha256(body))}`
