import type { AskedCall } from '../approvals/kinds/review.ts'

/** Asks the person's own RPC; throws `RpcError` when the chain refuses. */
export type Rpc = (method: string, params: readonly unknown[]) => Promise<unknown>

/** A call as RPCs take it. */
export const rpcCall = ({
  from,
  to,
  value,
  data,
}: AskedCall): Readonly<Record<string, string>> => ({
  from,
  ...(to !== undefined && { to }),
  value: `0x${BigInt(value).toString(16)}`,
  data,
})
