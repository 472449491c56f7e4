import * as z from 'zod'
import { address, hexUpTo, publicKey, uint256 } from './schemas.ts'

/** More than any honest key has; whoever fills theirs with more hides only their own. */
const MOST_METHODS = 500

/** Who may use a key, as a node reads it in the registry at a final block. */
export const keyRecord = z.strictObject({
  publicKey,
  /** Missing once the token was burned. */
  owner: address.optional(),
  sessionsValidFrom: uint256,
  permitted: z
    .array(
      z.strictObject({
        authMethodType: uint256,
        id: hexUpTo(4096),
        userPubkey: hexUpTo(4096),
        scopes: z.array(z.int().min(0).max(255)).max(256),
      }),
    )
    .max(MOST_METHODS),
})
export type KeyRecord = z.infer<typeof keyRecord>
