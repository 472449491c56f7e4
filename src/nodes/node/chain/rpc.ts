import { createPublicClient, http, type PublicClient } from 'viem'
import type { Block } from './block.ts'
import { chainError, rpcFailed } from './chain-errors.ts'
import { fetchWhole } from './fetch-whole.ts'

/** One RPC of the registry's chain, and what it is called in errors. */
export type Rpc = { readonly name: string; readonly client: PublicClient }

/** The same URL twice is one RPC: it cannot disagree with itself in any way that helps. */
export const openRpcs = (urls: readonly string[], timeout: number): readonly Rpc[] =>
  [...new Set(urls)].map((url, place) => ({
    name: `RPC ${place + 1}`,
    // No retries: a slow answer is an old one, and the next look comes soon.
    client: createPublicClient({
      transport: http(url, { retryCount: 0, timeout, batch: { wait: 0 }, fetchFn: fetchWhole }),
      cacheTime: 0,
    }),
  }))

export const blockAt = async (
  { name, client }: Rpc,
  at: bigint | 'latest' | 'finalized',
): Promise<Block> => {
  const block = await asking(name, async () =>
    client.getBlock(typeof at === 'bigint' ? { blockNumber: at } : { blockTag: at }),
  )
  const { number, hash, timestamp } = block
  if (number === null || hash === null) {
    throw chainError('chain-unavailable', `${name} answers with a block that is not mined`)
  }
  return { number, hash, timestamp: Number(timestamp) }
}

export const chainIdOf = async ({ name, client }: Rpc): Promise<number> =>
  asking(name, async () => client.getChainId())

const asking = async <T>(name: string, ask: () => Promise<T>): Promise<T> => {
  try {
    return await ask()
  } catch (cause) {
    throw rpcFailed(name, cause)
  }
}
