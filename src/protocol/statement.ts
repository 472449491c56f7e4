import { hexToBytes } from '@noble/hashes/utils.js'
import { base32nopad } from '@scure/base'
import * as z from 'zod'
import { canonicalHash } from './canonical.ts'
import { limits } from './limits.ts'
import { hash32, publicKey, seconds } from './schemas.ts'
import { sessionKey } from './session-key.ts'

/**
 * `sign`: transactions, messages, typed data. `manage`: what changes who controls a PKP; once, from
 * a sign-in of these minutes. `sign-raw`: a bare digest, for programs that ask for it by name.
 */
export const ability = z.enum(['sign', 'manage', 'sign-raw'])
export type Ability = z.infer<typeof ability>

export const nodeSetName = z.string().regex(/^eip155:[1-9]\d{0,15}:0x[0-9a-f]{40}$/)

/** The longest that a session may live, and one that may manage. */
export const MAX_SESSION_SECONDS = 30 * 24 * 3600
export const MANAGE_SECONDS = 300

/** What somebody proves an auth method for. Its hash is the nonce, or challenge, of the proof. */
export const statement = z.strictObject({
  nodeSet: nodeSetName,
  sessionKey,
  /** Sorted, none twice. */
  abilities: z.array(ability).min(1).max(3),
  limits,
  /** If there are any, only these; without, all that the registry lets the identity use. */
  keys: z.array(publicKey).min(1).max(16).optional(),
  issuedAt: seconds,
  expiresAt: seconds,
  random: hash32,
})
export type Statement = z.infer<typeof statement>

export const statementHash = (said: Statement): `0x${string}` =>
  canonicalHash('session-statement', said)

/** What a person compares between the wallet and the page on which another wallet signs. */
export const shortCode = (hash: `0x${string}`): string => {
  const code = base32nopad.encode(hexToBytes(hash.slice(2)).subarray(0, 5))
  return `${code.slice(0, 4)}-${code.slice(4)}`
}
