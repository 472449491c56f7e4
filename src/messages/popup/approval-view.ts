import type { Action, DataTree, Simulation, Warning } from './action.ts'
import type { ChainView } from './chain-view.ts'
import type { Lamp } from './node-set-view.ts'
import type { Problem } from './problem.ts'

export type Speed = 'slow' | 'normal' | 'fast' | 'custom'

/** In wei, as decimal text. */
export type FeeChoice = {
  readonly speed: Speed
  readonly maxFeePerGas: string
  /** Missing on chains without EIP-1559, where the other is the gas price. */
  readonly maxPriorityFeePerGas?: string
}

export type FeeView = {
  readonly kind: 'eip1559' | 'legacy'
  readonly gasLimit: string
  readonly choices: readonly FeeChoice[]
  readonly chosen: FeeChoice
  /** What it costs at most, and about. */
  readonly most: string
  readonly about: string
}

export type TransactionView = {
  readonly chainId: string
  readonly from: string
  /** Missing for a new contract. */
  readonly to?: string
  readonly value: string
  readonly data: string
  readonly nonce: number
  /** Prepared: nonce, gas and fees are known, and it was looked at. */
  readonly ready: boolean
  readonly type: 'legacy' | 'eip2930' | 'eip1559'
  readonly fee: FeeView
  readonly action: Action
  readonly simulation: Simulation
}

export type SiweView = {
  readonly domain: string
  readonly address: string
  readonly statement?: string
  readonly uri: string
  readonly chainId: string
  readonly nonce: string
  readonly issuedAt?: string
  readonly expirationTime?: string
  readonly resources: readonly string[]
}

/** What is asked, by its kind. */
export type Ask =
  | { readonly kind: 'connect'; readonly chainId: string; readonly accounts: readonly string[] }
  | { readonly kind: 'add-chain'; readonly chain: ChainView; readonly replaces: boolean }
  | { readonly kind: 'switch-chain'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'watch-asset'
      readonly chainId: string
      readonly standard: 'ERC20' | 'ERC721' | 'ERC1155'
      readonly address: string
      readonly symbol: string
      readonly decimals: number
      readonly tokenId?: string
    }
  | {
      readonly kind: 'message'
      readonly account: string
      /** Missing when the bytes are no readable text. */
      readonly text?: string
      readonly hex: string
      readonly siwe?: SiweView
    }
  | {
      readonly kind: 'typed-data'
      readonly account: string
      readonly domain: readonly DataTree[]
      readonly primaryType: string
      readonly tree: readonly DataTree[]
      /** What a permit allows. */
      readonly actions: readonly Action[]
      readonly raw: string
    }
  | {
      readonly kind: 'typed-data-v1'
      readonly account: string
      readonly tree: readonly DataTree[]
      readonly raw: string
    }
  | { readonly kind: 'transaction'; readonly transaction: TransactionView }
  | {
      readonly kind: 'calls'
      readonly chainId: string
      readonly account: string
      readonly calls: readonly TransactionView[]
    }

export type ApprovalView = {
  readonly id: string
  /** Of payload, origin, account and chain: an answer names what was looked at. */
  readonly hash: string
  /** Rises when facts change that a person judges by; a change of fees is none. */
  readonly revision: number
  readonly origin: string
  readonly title: string
  readonly icon?: string
  /** From a frame of this page, which is another site. */
  readonly topOrigin?: string
  readonly askedAt: number
  readonly ask: Ask
  readonly warnings: readonly Warning[]
  /** Warnings may still come: Confirm waits for them. */
  readonly looking?: boolean
  readonly state: 'waiting' | 'signing' | 'sending' | 'failed'
  /** Some of it may be with the chain: it can be sent again, or waited for no longer, not changed. */
  readonly left?: boolean
  readonly lamps: readonly Lamp[]
  /** How long the signature took, once there is one. */
  readonly signedInMs?: number
  readonly problem?: Problem
  /** The session is over: the person signs in again in this window, and the ask stays as it is. */
  readonly needsSignIn: boolean
}

/** What a person may change before they agree. */
export type Choices = {
  readonly accounts?: readonly string[]
  readonly fee?: FeeChoice
  readonly gasLimit?: string
  readonly nonce?: number
  /** Instead of the amount asked for, for the call at this place. */
  readonly caps?: Readonly<Record<number, string>>
  /** They have seen a danger, and go on. */
  readonly accepted?: readonly string[]
}
