import { RpcError } from '../../../messages/rpc-error.ts'
import type { Rpc } from '../../chains/rpc.ts'
import type { SeenBlocks } from './seen-blocks.ts'
import { Watch, type Watched } from './watch.ts'

const POLL_MS = 4000
const MOST = 50

type SubscriptionParts = {
  readonly timer: { every(ms: number, run: () => void): () => void }
  readonly rpcOf: (chainId: string) => Rpc
  readonly seenBlocks: SeenBlocks
}

type Tell = (id: string, result: unknown) => void

/** What a page wants to watch; a filter unless it is to be told by itself. */
type Wanted = {
  /** The request's: who asks the same again after a restart has the same subscription. */
  readonly id: string
  readonly page: string
  /** Where it begins; it stays there, wherever its site goes. */
  readonly chainId: string
  readonly watched: Watched
  readonly polled: boolean
  /** The page counts on it already, perhaps. */
  readonly again: boolean
}

type Subscription = Pick<Wanted, 'page' | 'chainId' | 'polled'> & { readonly watch: Watch }

/**
 * Filters and subscriptions of one page. RPCs behind load balancers forget theirs, so the chain is
 * asked for what is new: by pages that ask, or every few seconds while anybody subscribes.
 */
export class Subscriptions {
  readonly #parts: SubscriptionParts
  readonly #tell: Tell
  readonly #all = new Map<string, Subscription>()
  #stop: (() => void) | undefined

  constructor(parts: SubscriptionParts, tell: Tell) {
    this.#parts = parts
    this.#tell = tell
  }

  async add({ id, page, watched, polled, again, ...wanted }: Wanted): Promise<void> {
    if (this.#all.has(id)) return
    if (this.#all.size >= MOST) {
      throw new RpcError('limitExceeded', `A page has at most ${MOST} filters and subscriptions.`)
    }
    const seen = this.#parts.seenBlocks.of(id, page)
    const { chainId } = seen ?? wanted
    const watch = new Watch(this.#parts.rpcOf(chainId), watched, seen && BigInt(seen.block))
    this.#all.set(id, { page, chainId, polled, watch })
    try {
      if (seen === undefined) await watch.news()
      await this.#save(id)
    } catch (error) {
      // One that a page has already begins when the chain answers.
      if (!again) {
        this.#all.delete(id)
        throw error
      }
    }
    this.#poll()
  }

  remove(id: string): boolean {
    const was = this.#all.delete(id)
    if (was) void this.#parts.seenBlocks.forget((one) => one.id === id).catch(() => {})
    this.#poll()
    return was
  }

  async news(id: string): Promise<readonly unknown[]> {
    const found = this.#all.get(id)
    if (found === undefined || found.polled) throw unknownFilter()
    const news = await found.watch.news()
    void this.#save(id)
    return news
  }

  /** All that a filter of logs finds, also in blocks from before it was made. */
  async logs(id: string): Promise<unknown> {
    const watch = this.#all.get(id)?.watch
    if (watch?.filter === undefined) throw unknownFilter()
    return watch.logs(watch.filter)
  }

  /** The page is gone. */
  end(): void {
    this.#all.clear()
    this.#poll()
  }

  /** At worst the next worker tells of a block twice. */
  async #save(id: string): Promise<void> {
    const found = this.#all.get(id)
    if (found?.watch.seen === undefined) return
    const { page, chainId } = found
    const block = `0x${found.watch.seen.toString(16)}`
    await this.#parts.seenBlocks.put({ id, page, chainId, block }).catch(() => {})
  }

  /** Nothing is asked while nobody subscribes. */
  #poll(): void {
    const wanted = [...this.#all.values()].some(({ polled }) => polled)
    if (wanted) this.#stop ??= this.#parts.timer.every(POLL_MS, () => void this.#round())
    else {
      this.#stop?.()
      this.#stop = undefined
    }
  }

  async #round(): Promise<void> {
    const polled = [...this.#all].filter(([, one]) => one.polled)
    await Promise.all(
      polled.map(async ([id, { watch }]) => {
        // A chain that does not answer now is asked again in the next round.
        const found = await watch.news().catch(() => [])
        if (!this.#all.has(id)) return
        for (const one of found) this.#tell(id, one)
        await this.#save(id)
      }),
    )
  }
}

/** In the words and the code by which clients know that they have to make another. */
const unknownFilter = (): RpcError =>
  new RpcError('invalidInput', 'filter not found: make another.')
