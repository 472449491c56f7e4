import { RpcError } from '../../messages/rpc-error.ts'
import type { Sent } from '../transactions/sent.ts'
import type { Method, MethodContext } from './method.ts'
import { invalid, isRecord, listOf } from './read-params/params.ts'

// https://eips.ethereum.org/EIPS/eip-5792

const status = { pending: 100, confirmed: 200, failed: 400, reverted: 500, partly: 600 } as const

/** A site's own batches; another's are as unknown as those that never were. */
const bundleOf = (context: MethodContext, params: unknown): readonly [Sent, ...Sent[]] => {
  const [id, ...more] = listOf(params)
  if (typeof id !== 'string' || more.length > 0) throw invalid('Name a batch by its id.')
  const [first, ...others] = context.transactions.all
    .filter((one) => one.bundle === id && one.origin === context.by.origin)
    .toSorted((a, b) => a.place - b.place)
  if (first === undefined) throw new RpcError('unknownBundle', 'There is no batch with this id.')
  return [first, ...others]
}

const statusOf = (calls: readonly Sent[]): number => {
  const has = (...states: readonly Sent['state'][]): boolean =>
    calls.some(({ state }) => states.includes(state))
  if (has('signed', 'sending', 'sent')) return status.pending
  if (!has('reverted', 'void', 'gone')) return status.confirmed
  if (has('mined')) return status.partly
  return has('reverted') ? status.reverted : status.failed
}

const receiptFields = [
  'logs',
  'status',
  'blockHash',
  'blockNumber',
  'gasUsed',
  'transactionHash',
] as const

/** Only what the standard names, of each log too. */
const receiptOf = (value: unknown): Readonly<Record<string, unknown>> | undefined => {
  if (!isRecord(value)) return undefined
  const logs = Array.isArray(value['logs']) ? (value['logs'] as readonly unknown[]) : []
  return {
    ...Object.fromEntries(receiptFields.map((name) => [name, value[name]])),
    logs: logs.flatMap((log) =>
      isRecord(log) ? [{ address: log['address'], data: log['data'], topics: log['topics'] }] : [],
    ),
  }
}

/** `wallet_getCallsStatus`. */
export const getCallsStatus: Method = async (context, params) => {
  const [{ bundle, chainId }] = bundleOf(context, params)
  await context.transactions.refresh((one) => one.bundle === bundle).catch(() => {})
  const calls = bundleOf(context, params)
  const mined = calls.filter(({ state }) => state === 'mined' || state === 'reverted')
  const rpc = context.chains.rpc(chainId)
  const receipts = await Promise.all(
    mined.map(async ({ hash }) => receiptOf(await rpc('eth_getTransactionReceipt', [hash]))),
  )
  return {
    version: '2.0.0',
    id: bundle,
    chainId,
    status: statusOf(calls),
    atomic: false,
    ...(receipts.length > 0 && { receipts: receipts.filter((one) => one !== undefined) }),
  }
}

/** `wallet_showCallsStatus`: the wallet's own page about the batch, in front. */
export const showCallsStatus: Method = async (context, params) => {
  const [first] = bundleOf(context, params)
  await context.showWallet(`/batch/${first.approval}`)
  return null
}
