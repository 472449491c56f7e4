import { setTimeout as sleep } from 'node:timers/promises'
import type { ChainClient } from './chain-client.ts'

export type Blocks = {
  readonly stop: () => Promise<void>
}

type Parts = {
  readonly chain: ChainClient
  /** Called after blocks with transactions. */
  readonly onBusy: () => void
  readonly onError: (error: unknown) => void
}

const tick = 250
/** Nodes take a chain that stands still for a minute to be one that has failed. */
const heartbeat = 15_000
/** On this chain, what is final has two blocks on top. */
const depth = 2n

/**
 * Blocks on top of transactions, so that they become final within a second; and one now and then
 * when nothing happens, so that the chain is seen to be alive.
 */
export function keepBlocksComing({ chain, onBusy, onError }: Parts): Blocks {
  const stopping = new AbortController()
  let seen: bigint | undefined
  let busy: bigint | undefined
  let lastAt = Date.now()

  const step = async (): Promise<void> => {
    const head = await chain.getBlockNumber()
    const before = seen ?? head - 1n
    // Each block, not the last alone: a transaction may have come just before a block of ours.
    for (let blockNumber = before + 1n; blockNumber <= head; blockNumber += 1n) {
      if ((await chain.getBlockTransactionCount({ blockNumber })) > 0) busy = blockNumber
    }
    seen = head
    if (busy !== undefined && busy > before) onBusy()
    const unsettled = busy !== undefined && head < busy + depth
    if (unsettled || Date.now() - lastAt >= heartbeat) {
      await chain.mine({ blocks: 1 })
      lastAt = Date.now()
    }
  }

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await step().catch((error: unknown) => {
        if (!stopping.signal.aborted) onError(error)
      })
      await sleep(tick, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
