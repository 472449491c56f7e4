import * as z from 'zod'
import { address, hexBytes, uint256 } from './schemas.ts'

/** CAIP-2. */
export const chain = z.string().regex(/^(?:eip155:[1-9]\d{0,15}|cosmos:[-a-zA-Z0-9_]{1,32})$/)

export const payloadKind = z.enum([
  'evm-transaction',
  'evm-authorization',
  'personal-message',
  'typed-data',
  'typed-data-v1',
  'adr36',
  'cosmos-direct',
  'cosmos-amino',
  'digest',
])
export type PayloadKind = z.infer<typeof payloadKind>

/**
 * What a session is held to beyond its abilities; each node judges alone, from its own counts. A
 * payload that a limit cannot judge is refused: a limit on values says nothing of a message, so
 * with one, messages need to be named in `kinds`, and typed data in `domains`. Typed data of the
 * first version names no domain, and passes under no limit on what is signed.
 */
export const limits = z.strictObject({
  kinds: z.array(payloadKind).min(1).max(9).optional(),
  chains: z.array(chain).min(1).max(16).optional(),
  contracts: z.array(address).min(1).max(16).optional(),
  functions: z.array(hexBytes(4)).min(1).max(32).optional(),
  /** In the chain's smallest unit, the highest possible fee included. */
  valuePerTransaction: uint256.optional(),
  valueTotal: uint256.optional(),
  domains: z
    .array(z.strictObject({ chain, contract: address }))
    .min(1)
    .max(16)
    .optional(),
  origins: z.array(z.string().min(1).max(200)).min(1).max(16).optional(),
  signatures: z.int().min(1).max(1_000_000).optional(),
  /** Programs that sign in a row may have more alive than a person reading needs. */
  livePresignatures: z.int().min(1).max(64).optional(),
})
export type Limits = z.infer<typeof limits>
