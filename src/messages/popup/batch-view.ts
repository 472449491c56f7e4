import type { Action } from './action.ts'

export type BatchCall = {
  /** In the words that it was approved in. */
  readonly action: Action
  readonly hash: string
  /** `waiting`: signed, and not with the chain yet. `replaced`: another transaction took its place. */
  readonly state: 'waiting' | 'sent' | 'confirmed' | 'failed' | 'replaced'
}

/** Calls that were approved together, and how far each of them is. */
export type BatchView = {
  readonly origin: string
  readonly account: string
  readonly chainId: string
  readonly approvedAt: number
  readonly calls: readonly BatchCall[]
}
