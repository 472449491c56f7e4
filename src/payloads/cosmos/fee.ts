import type { Coin } from './coin.ts'

export type CosmosFee = {
  readonly amounts: readonly Coin[]
  readonly gas: bigint
  /** Who pays; empty is the first signer. */
  readonly payer: string
  /** Whose allowance pays; empty is nobody's. */
  readonly granter: string
}
