import * as z from 'zod'
import { address, hexBytes, hexUpTo, publicKey, seconds, uint256 } from './schemas.ts'

const scopes = z.array(z.int().min(0).max(255)).max(32)

/** All that a mint does; src/registry's Mint, as it travels. */
export const mint = z.strictObject({
  keyType: z.literal(2),
  publicKey,
  owner: address,
  authMethods: z
    .array(
      z.strictObject({
        authMethodType: uint256,
        id: hexUpTo(64),
        userPubkey: hexUpTo(1024),
        scopes,
      }),
    )
    .max(16),
  addresses: z.array(z.strictObject({ account: address, scopes })).max(16),
  actions: z.array(z.strictObject({ id: hexUpTo(64), scopes })).max(16),
  addPkpEthAddressAsPermittedAddress: z.boolean(),
  pkpEthAddressScopes: scopes,
  sendPkpToItself: z.boolean(),
  burn: z.boolean(),
  deadline: seconds,
})
export type WireMint = z.infer<typeof mint>

/** A node promises a key to a mint until its deadline, so that is never far. */
export const MAX_MINT_SECONDS = 600

/** POST /v1/keys. */
export const mintBody = z.strictObject({ mint })
export const mintAnswer = z.strictObject({
  /** By the node's signer, over the registry's statement of the mint. */
  signature: hexBytes(65),
  /** As of GET /v1/keys/:publicKey, so that the wallet can check its key at once. */
  share: hexUpTo(512),
  sharing: hexUpTo(8192),
})
