import type { RpcProblem } from '../rpc-error.ts'
import type { ProviderState } from './provider-port.ts'

/**
 * Between the provider in a page and the bridge beside it. The page can read and forge all of it, so
 * nothing in it is believed further than the page itself would be.
 */
export const CHANNEL = 'assent/ethereum'

export type ToBridgeWindow = { readonly channel: typeof CHANNEL; readonly to: 'bridge' } & (
  | { readonly type: 'hello' }
  /** From the bridge of a newer version, to one whose extension is gone. */
  | { readonly type: 'replaced'; readonly by: string }
  | {
      readonly type: 'request'
      readonly id: number
      readonly method: string
      readonly params?: unknown
    }
)

export type ToPageWindow = { readonly channel: typeof CHANNEL; readonly to: 'page' } &
  /** The bridge listens: what was said before it did has to be said again. */
  (
    | { readonly type: 'ready' }
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

/** Between the deployment's sign-in page and the bridge beside it, which passes it on unread. */
export const SIGN_IN_CHANNEL = 'assent/sign-in'

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const MOST_METHOD = 200

/** What a provider said, if it has the shape of it. */
export const readToBridge = (value: unknown): ToBridgeWindow | undefined => {
  if (!isRecord(value) || value['channel'] !== CHANNEL || value['to'] !== 'bridge') return undefined
  const { type, id, method, params, by } = value
  if (type === 'hello') return { channel: CHANNEL, to: 'bridge', type }
  if (type === 'replaced' && typeof by === 'string')
    return { channel: CHANNEL, to: 'bridge', type, by }
  if (type !== 'request') return undefined
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) return undefined
  if (typeof method !== 'string' || method.length === 0 || method.length > MOST_METHOD) {
    return undefined
  }
  return { channel: CHANNEL, to: 'bridge', type, id, method, params }
}

export const isToPage = (value: unknown): value is ToPageWindow =>
  isRecord(value) &&
  value['channel'] === CHANNEL &&
  value['to'] === 'page' &&
  ['ready', 'state', 'message', 'answer', 'gone'].includes(String(value['type']))
