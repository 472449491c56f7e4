import type { Address, Hex } from 'viem'

/** Where the contracts of one deployment are. */
export type Contracts = {
  readonly NodeRegistry: Address
  readonly PkpNft: Address
  readonly PkpPermissions: Address
  readonly PkpHelper: Address
}

/**
 * The block at which to read. A hash names one block for certain, whichever RPC is asked, and
 * fails where the RPC's chain no longer has it.
 */
export type At =
  | { readonly blockHash: Hex; readonly requireCanonical: true }
  | { readonly blockNumber: bigint }
  | { readonly blockTag: 'latest' | 'safe' | 'finalized' }

/** A transaction without sender, nonce and fees: for an account, a relay or a PKP to send. */
export type Call = { readonly to: Address; readonly data: Hex }
