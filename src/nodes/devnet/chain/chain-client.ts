import { createTestClient, http, publicActions } from 'viem'
import { foundry } from 'viem/chains'

/** anvil's own methods, and every chain's. */
export const chainClient = (rpcUrl: string) =>
  createTestClient({
    mode: 'anvil',
    chain: foundry,
    transport: http(rpcUrl, { retryCount: 0 }),
    pollingInterval: 100,
    cacheTime: 0,
  }).extend(publicActions)

export type ChainClient = ReturnType<typeof chainClient>
