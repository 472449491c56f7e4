import type { RpcProblem } from '../rpc-error.ts'
import type { ProviderState } from './provider-port.ts'

/**
 * Between the provider in a page and the bridge beside it. The page can read and forge all of it, so
 * nothing in it is believed further than the page itself would be.
 */
export const CHANNEL = 'assent/ethereum'

export type ToBridgeWindow = { readonly channel: typeof CHANNEL; readonly to: 'bridge' } & (
  | { readonly type: 'hello' }
  | {
      readonly type: 'request'
      readonly id: number
      readonly method: string
      readonly params?: unknown
    }
)

export type ToPageWindow = { readonly channel: typeof CHANNEL; readonly to: 'page' } & (
  | { readonly type: 'state'; readonly state: ProviderState }
  | {
      readonly type: 'message'
      readonly message: { readonly type: string; readonly data: unknown }
    }
  | { readonly type: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly problem: RpcProblem }
  /** The extension was updated or removed: only a reload brings the wallet back. */
  | { readonly type: 'gone' }
)
