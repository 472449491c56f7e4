/** An EVM chain that is built in. */
export type Network = {
  /** In hex, as pages name it. */
  readonly chainId: string
  readonly name: string
  readonly currency: { readonly name: string; readonly symbol: string; readonly decimals: number }
  readonly rpcUrls: readonly string[]
  readonly explorerUrl?: string
  /** Where a person gets test coins. */
  readonly faucetUrl?: string
  readonly testnet: boolean
}
