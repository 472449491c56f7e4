import { RpcError } from '../../messages/rpc-error.ts'
import type { Parts } from '../parts.ts'
import { rpcOver } from './rpc.ts'

/** Whoever names an RPC may be wrong about its chain, or lie: the RPC itself is asked. */
export const requireChainId = async (
  fetch: Parts['fetch'],
  url: string,
  chainId: string,
): Promise<void> => {
  const given = await rpcOver(fetch, `The RPC at ${new URL(url).host}`, [url])('eth_chainId', [])
  const found = typeof given === 'string' && /^0x[0-9a-fA-F]+$/.test(given) ? BigInt(given) : 0n
  if (found === BigInt(chainId)) return
  throw new RpcError(
    'invalidParams',
    `The RPC at ${new URL(url).host} serves chain ${found}, not ${BigInt(chainId)}.`,
  )
}
