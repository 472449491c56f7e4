import type { Method } from './method.ts'
import { listOf } from './read-params/params.ts'
import { chainOf } from './site-state.ts'

/** What the site's chain answers itself; nothing that is not named here goes through. */
const allowed = [
  'eth_blobBaseFee',
  'eth_blockNumber',
  'eth_call',
  'eth_createAccessList',
  'eth_estimateGas',
  'eth_feeHistory',
  'eth_gasPrice',
  'eth_getBalance',
  'eth_getBlockByHash',
  'eth_getBlockByNumber',
  'eth_getBlockReceipts',
  'eth_getBlockTransactionCountByHash',
  'eth_getBlockTransactionCountByNumber',
  'eth_getCode',
  'eth_getLogs',
  'eth_getProof',
  'eth_getStorageAt',
  'eth_getTransactionByBlockHashAndIndex',
  'eth_getTransactionByBlockNumberAndIndex',
  'eth_getTransactionByHash',
  'eth_getTransactionCount',
  'eth_getTransactionReceipt',
  'eth_getUncleByBlockHashAndIndex',
  'eth_getUncleByBlockNumberAndIndex',
  'eth_getUncleCountByBlockHash',
  'eth_getUncleCountByBlockNumber',
  'eth_getWork',
  'eth_hashrate',
  'eth_maxPriorityFeePerGas',
  'eth_mining',
  'eth_protocolVersion',
  'eth_submitHashrate',
  'eth_submitWork',
  'eth_syncing',
  'net_listening',
  'net_peerCount',
] as const

const passOn =
  (method: string): Method =>
  async (context, params) => {
    const { chainId } = chainOf(context, context.by.origin)
    return context.chains.rpc(chainId)(method, listOf(params))
  }

export const reads: ReadonlyMap<string, Method> = new Map(
  allowed.map((method) => [method, passOn(method)]),
)
