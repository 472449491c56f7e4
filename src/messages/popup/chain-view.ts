/** An EVM chain that the wallet knows. */
export type ChainView = {
  /** In hex, as pages name it. */
  readonly chainId: string
  readonly name: string
  readonly currency: { readonly name: string; readonly symbol: string; readonly decimals: number }
  readonly rpcUrls: readonly string[]
  readonly explorerUrl?: string
  readonly faucetUrl?: string
  readonly testnet: boolean
  readonly custom: boolean
  /** Coins come from the relay's faucet. */
  readonly devnet: boolean
}

export type TokenView = {
  readonly chainId: string
  readonly standard: 'ERC20' | 'ERC721' | 'ERC1155'
  readonly address: string
  readonly symbol: string
  readonly decimals: number
  readonly tokenId?: string
  readonly image?: string
}

export type ContactView = { readonly address: string; readonly name: string }

export type SiteView = {
  readonly origin: string
  readonly title: string
  readonly icon?: string
  readonly accounts: readonly string[]
  readonly chainId: string
  readonly connectedAt: number
}
