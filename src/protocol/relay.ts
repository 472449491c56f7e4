import * as z from 'zod'
import { mint } from './mint.ts'
import { address, hash32, hexBytes, uint256 } from './schemas.ts'

// What wallets ask a relay. It pays for gas and can change nothing: docs/protocol.md says when.

/** GET /v1/status. */
export const relayStatus = z.strictObject({
  /** The account that pays. */
  address,
  balance: uint256,
  chainId: z.int(),
})
export type RelayStatus = z.infer<typeof relayStatus>

/** POST /v1/mints; the signatures in the order of their signers' addresses, ascending. */
export const relayMintBody = z.strictObject({ mint, signatures: z.array(hexBytes(65)).max(20) })
export type RelayMintBody = z.infer<typeof relayMintBody>

export const relayMintAnswer = z.strictObject({ transaction: hash32, block: z.int() })
export type RelayMintAnswer = z.infer<typeof relayMintAnswer>

/** POST /v1/top-ups: gas for a PKP. POST /v1/faucet: coins for anybody, where they are worth nothing. */
export const relayCoinsBody = z.strictObject({ address })

/** `value` is "0", and no transaction is named, where the account has enough. */
export const relayCoinsAnswer = z.strictObject({
  value: uint256,
  transaction: hash32.optional(),
  block: z.int().optional(),
})
export type RelayCoinsAnswer = z.infer<typeof relayCoinsAnswer>
