import { RpcError } from '../../messages/rpc-error.ts'
import type { Method, MethodContext } from './method.ts'
import { invalid, listOf } from './read-params/params.ts'
import { chainOf } from './site-state.ts'
import { logFilterOf } from './subscriptions/log-filter.ts'
import type { Watched } from './subscriptions/watch.ts'

const add = async (context: MethodContext, watched: Watched, polled: boolean): Promise<string> => {
  const { by, again, subscriptions } = context
  const id = `0x${by.request}`
  const { chainId } = chainOf(context, by.origin)
  await subscriptions.add({ id, page: by.page, chainId, watched, polled, again })
  return id
}

const idOf = (params: unknown): string => {
  const [id, ...more] = listOf(params)
  if (typeof id !== 'string' || more.length > 0) throw invalid('Name one id.')
  return id
}

/** `eth_subscribe`. */
export const subscribe: Method = async (context, params) => {
  const [kind, filter] = listOf(params)
  if (kind === 'newHeads') return add(context, { kind: 'heads' }, true)
  if (kind === 'logs') return add(context, { kind: 'logs', filter: logFilterOf(filter) }, true)
  if (kind === 'newPendingTransactions' || kind === 'syncing') {
    throw new RpcError('unsupportedMethod', `This wallet has no subscription to ${kind}.`)
  }
  throw invalid('Subscribe to newHeads, or to logs.')
}

export const newBlockFilter: Method = async (context) => add(context, { kind: 'hashes' }, false)

export const newFilter: Method = async (context, params) =>
  add(context, { kind: 'logs', filter: logFilterOf(listOf(params)[0]) }, false)

export const getFilterChanges: Method = async ({ subscriptions }, params) =>
  subscriptions.news(idOf(params))

export const getFilterLogs: Method = async ({ subscriptions }, params) =>
  subscriptions.logs(idOf(params))

/** `eth_unsubscribe` and `eth_uninstallFilter`. */
export const unsubscribe: Method = async ({ subscriptions }, params) =>
  Promise.resolve(subscriptions.remove(idOf(params)))
