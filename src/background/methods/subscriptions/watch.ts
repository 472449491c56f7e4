import { RpcError } from '../../../messages/rpc-error.ts'
import type { Rpc } from '../../chains/rpc.ts'
import { isRecord } from '../read-params/params.ts'
import type { LogFilter } from './log-filter.ts'

/** What is watched: heads of blocks, their hashes, or logs. */
export type Watched =
  | { readonly kind: 'heads' | 'hashes' }
  | { readonly kind: 'logs'; readonly filter: LogFilter }

/** A sleeping page is told of this many blocks; what came before is in the chain for whoever asks. */
const MOST_BLOCKS = 64n

/** What is new on a chain since it was looked at the last time. */
export class Watch {
  readonly #rpc: Rpc
  readonly #watched: Watched
  #seen: bigint | undefined
  #looking: Promise<readonly unknown[]> = Promise.resolve([])

  /** From a block that was seen before, or from the one that is the newest when it first looks. */
  constructor(rpc: Rpc, watched: Watched, seen?: bigint) {
    this.#rpc = rpc
    this.#watched = watched
    this.#seen = seen
  }

  get seen(): bigint | undefined {
    return this.#seen
  }

  get filter(): LogFilter | undefined {
    return this.#watched.kind === 'logs' ? this.#watched.filter : undefined
  }

  /** One after the other: two looks at once would both tell of the same block. */
  async news(): Promise<readonly unknown[]> {
    this.#looking = this.#looking.catch(() => {}).then(async () => this.#look())
    return this.#looking
  }

  async logs(filter: LogFilter): Promise<unknown> {
    return this.#rpc('eth_getLogs', [filter])
  }

  async #look(): Promise<readonly unknown[]> {
    const newest = await this.#newest()
    const seen = this.#seen ?? newest
    if (newest <= seen) {
      // A chain that was set back, as on a devnet, goes on from there.
      this.#seen = newest
      return []
    }
    const from = newest - seen > MOST_BLOCKS ? newest - MOST_BLOCKS + 1n : seen + 1n
    const found = await this.#between(from, newest)
    this.#seen = newest
    return found
  }

  async #between(from: bigint, to: bigint): Promise<readonly unknown[]> {
    const watched = this.#watched
    if (watched.kind === 'logs') {
      const range = { fromBlock: hex(from), toBlock: hex(to) }
      const logs = await this.#rpc('eth_getLogs', [{ ...watched.filter, ...range }])
      return Array.isArray(logs) ? (logs as readonly unknown[]) : []
    }
    const blocks: unknown[] = []
    for (let number = from; number <= to; number += 1n) {
      const block = await this.#rpc('eth_getBlockByNumber', [hex(number), false])
      if (isRecord(block)) blocks.push(watched.kind === 'hashes' ? block['hash'] : headOf(block))
    }
    return blocks
  }

  async #newest(): Promise<bigint> {
    const number = await this.#rpc('eth_blockNumber', [])
    if (typeof number === 'string' && /^0x[0-9a-fA-F]{1,16}$/.test(number)) return BigInt(number)
    throw new RpcError('internal', 'The chain does not say which block is the newest.')
  }
}

const hex = (number: bigint): string => `0x${number.toString(16)}`

const body: ReadonlySet<string> = new Set(['transactions', 'uncles', 'withdrawals'])

/** A head is a block without what is in it. */
const headOf = (block: Readonly<Record<string, unknown>>): unknown =>
  Object.fromEntries(Object.entries(block).filter(([name]) => !body.has(name)))
