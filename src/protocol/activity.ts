import * as z from 'zod'
import { epoch, hexBytes, party, publicKey, seconds } from './schemas.ts'

const milliseconds = z.number().min(0)

/** What one node did for one signature. Never what was signed: only of which kind it was. */
export const signatureActivity = z.strictObject({
  at: milliseconds,
  presignature: hexBytes(32),
  publicKey,
  kind: z.string(),
  signers: z.array(party),
  presignMs: milliseconds,
  signMs: milliseconds,
})

export const ceremonyActivity = z.strictObject({
  at: milliseconds,
  kind: z.enum(['network-key', 'key', 'pair', 'presignature']),
  parties: z.array(party),
  ms: milliseconds,
  outcome: z.string(),
  culprits: z.array(party),
})

/** What a node tells its operator, on the address that only the operator reaches. */
export const activity = z.strictObject({
  party,
  bootId: hexBytes(16),
  startedAt: milliseconds,
  ready: z.boolean(),
  /** Why it is not ready, in words. */
  problems: z.array(z.string()),
  epoch,
  peers: z.array(z.strictObject({ party, connected: z.boolean(), paired: z.boolean() })),
  readyKeys: z.int().min(0),
  keys: z.int().min(0),
  livePresignatures: z.int().min(0),
  memoryBytes: z.int().min(0),
  chain: z.strictObject({ head: z.int(), final: z.int(), at: seconds }).optional(),
  /** The latest first, at most fifty of each. */
  signatures: z.array(signatureActivity),
  ceremonies: z.array(ceremonyActivity),
})
export type Activity = z.infer<typeof activity>
