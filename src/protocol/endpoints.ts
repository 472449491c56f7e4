import * as z from 'zod'
import { certificate } from './certificate.ts'
import { keyRecord } from './key-record.ts'
import { nodeSetRecord } from './node-set-record.ts'
import { commitment, commitmentAcknowledgement, proof } from './proof.ts'
import { epoch, hash32, hexBytes, hexUpTo, party, publicKey, seconds } from './schemas.ts'
import { sessionKey } from './session-key.ts'
import { nodeSetName, statement } from './statement.ts'

// What wallets ask nodes, and what nodes answer. docs/protocol.md says when.

/** GET /v1/status; no session. */
export const statusAnswer = z.strictObject({
  party,
  nodeSet: nodeSetName,
  epoch,
  threshold: z.int(),
  bootId: hexBytes(16),
  /** Unix time in milliseconds. */
  time: z.int(),
  ready: z.boolean(),
  problems: z.array(z.string()),
  /** What this node shares with each of the others now; a presignature's header names it. */
  pairs: z.array(z.strictObject({ party, generation: hexBytes(16) })),
  readyKeys: z.int(),
  chain: z.strictObject({ head: z.int(), final: z.int() }).optional(),
})

/** GET /v1/genesis; no session. What whoever has gas sends to the registry, once. */
export const genesisAnswer = z.strictObject({
  party,
  networkKey: hexBytes(96),
  /** By the node's signer, over the registry's statement of the network key. */
  signature: hexBytes(65),
})

/** GET /v1/node-set; no session. */
export const nodeSetAnswer = z.strictObject({
  record: nodeSetRecord,
  /** A share of the network key's signature over the record. */
  share: hexUpTo(512),
  /** The public sharing of the network key: what wrong shares are told by. */
  networkSharing: hexUpTo(8192),
})

/** POST /v1/commitments; signed by the session key that it names. */
export const commitmentBody = z.strictObject({ ...commitment.shape, sessionKey })
export const commitmentAnswer = commitmentAcknowledgement

/** POST /v1/sessions; signed by the session key of the statement. */
export const sessionBody = z.strictObject({ statement, proof })
export const sessionAnswer = z.strictObject({ certificate, share: hexUpTo(512) })

/** GET /v1/sessions: those of whoever asks, on all devices. */
export const sessionListAnswer = z.strictObject({
  sessions: z.array(
    z.strictObject({
      id: hash32,
      certificate,
      lastUsedAt: seconds.optional(),
      signatures: z.int(),
      ended: z.boolean(),
    }),
  ),
})

/** DELETE /v1/sessions/:id. */
export const sessionEndAnswer = z.strictObject({ id: hash32, ended: z.literal(true) })

/** POST /v1/presignatures. */
export const presignatureBody = z.strictObject({
  /** A `presign-header` record, in bytes. */
  header: hexUpTo(16_384),
})
export const presignatureAnswer = z.strictObject({
  acknowledgement: hexUpTo(512),
  /** R, uncompressed. */
  nonce: publicKey,
  transcript: hash32,
  contributions: z.array(hexUpTo(512)).max(20),
})

/** POST /v1/signatures. */
export const signatureBody = z.strictObject({
  publicKey,
  /** The hash of its header. */
  presignature: hash32,
  /** The same for all signers, and never for two payloads. */
  requestId: hash32,
  /** A payload as `src/payloads` reads it, or `{kind: 'digest', bytes}` for `sign-raw`. */
  payload: z.looseObject({ kind: z.string() }),
  acknowledgements: z.array(hexUpTo(512)).max(20),
  /** Of the page that asked, as the wallet knows it. */
  origin: z.string().max(200).optional(),
})
export const signatureAnswer = z.strictObject({ share: hexUpTo(1024) })

/** POST /v1/openings: what a signer shows when the shares did not join. */
export const openingBody = z.strictObject({
  ...signatureBody.omit({ acknowledgements: true }).shape,
  shares: z.array(hexUpTo(1024)).max(20),
})
export const openingAnswer = z.strictObject({ opening: hexUpTo(65_536) })

/** GET /v1/keys/ready: keys that nobody has claimed. */
export const readyKeysAnswer = z.strictObject({ keys: z.array(publicKey) })

/** GET /v1/keys/:publicKey; no session. */
export const keyAnswer = z.strictObject({
  publicKey,
  keyType: z.int(),
  /** A share of the network key's signature over `pkpStatementBytes`. */
  share: hexUpTo(512),
  /** The public sharing of the key. */
  sharing: hexUpTo(8192),
})

/** GET /v1/keys/:publicKey/record; no session. A wallet believes what a threshold say alike. */
export const keyRecordAnswer = z.strictObject({ record: keyRecord })
