import type { RpcProblem } from '../rpc-error.ts'

/** The name of the port between a page's bridge and the worker. */
export const PROVIDER_PORT = 'assent/provider'

/** What a bridge says. Ids are the bridge's own, 16 random bytes in hex, and the same in a replay. */
export type FromBridge =
  | {
      readonly type: 'hello'
      readonly page: string
      readonly title: string
      readonly icon?: string
    }
  | {
      readonly type: 'request'
      readonly id: string
      readonly method: string
      readonly params?: unknown
      /** Asked before the worker was restarted, perhaps: what was answered is answered alike. */
      readonly again?: boolean
    }
  /** From the deployment's sign-in page: the worker knows which page may say such things. */
  | { readonly type: 'sign-in-answer'; readonly message: unknown }

export type ProviderState = {
  /** In hex, as `eth_chainId` has it. */
  readonly chainId: string
  readonly accounts: readonly string[]
  /** Whether the chain answers. */
  readonly connected: boolean
}

/** What the worker says. */
export type ToBridge =
  | { readonly type: 'state'; readonly state: ProviderState }
  | {
      readonly type: 'message'
      readonly message: { readonly type: string; readonly data: unknown }
    }
  | { readonly type: 'answer'; readonly id: string; readonly result: unknown }
  | { readonly type: 'answer'; readonly id: string; readonly problem: RpcProblem }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const MOST_NAME = 200

/** A bridge runs in a page's process: whatever it sends is looked at as if a page had sent it. */
export const readFromBridge = (value: unknown): FromBridge | undefined => {
  if (!isRecord(value)) return undefined
  if (value['type'] === 'hello') {
    const { page, title, icon } = value
    if (typeof page !== 'string' || !/^[0-9a-f]{32}$/.test(page)) return undefined
    return {
      type: 'hello',
      page,
      title: typeof title === 'string' ? title.slice(0, MOST_NAME) : '',
      ...(typeof icon === 'string' && icon.length <= 2000 && { icon }),
    }
  }
  if (value['type'] === 'sign-in-answer') {
    return { type: 'sign-in-answer', message: value['message'] }
  }
  if (value['type'] !== 'request') return undefined
  const { id, method, params, again } = value
  if (typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id)) return undefined
  if (typeof method !== 'string' || method.length === 0 || method.length > MOST_NAME)
    return undefined
  return { type: 'request', id, method, params, again: again === true }
}

export const isToBridge = (value: unknown): value is ToBridge =>
  isRecord(value) && ['state', 'message', 'answer'].includes(String(value['type']))
