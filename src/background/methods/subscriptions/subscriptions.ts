import { RpcError } from '../../../messages/rpc-error.ts'
import type { Rpc } from '../../chains/rpc.ts'
import type { LogFilter } from './log-filter.ts'
import { Watch, type Watched } from './watch.ts'

const POLL_MS = 4000
const MOST = 50

type Tell = (id: string, result: unknown) => void
type Timer = { every(ms: number, run: () => void): () => void }

type Subscription = { readonly watch: Watch; readonly polled: boolean }

/**
 * Filters and subscriptions of one page. RPCs behind load balancers forget theirs, so the chain is
 * asked for what is new: by pages that ask, or every few seconds while anybody subscribes.
 */
export class Subscriptions {
  readonly #timer: Timer
  readonly #tell: Tell
  readonly #all = new Map<string, Subscription>()
  #stop: (() => void) | undefined

  constructor(timer: Timer, tell: Tell) {
    this.#timer = timer
    this.#tell = tell
  }

  /** The id is the request's: who asks the same again after a restart has the same subscription. */
  async add(id: string, rpc: Rpc, watched: Watched, polled: boolean): Promise<void> {
    if (this.#all.has(id)) return
    if (this.#all.size >= MOST) {
      throw new RpcError('limitExceeded', `A page has at most ${MOST} filters and subscriptions.`)
    }
    const watch = new Watch(rpc, watched)
    this.#all.set(id, { watch, polled })
    try {
      await watch.start()
    } catch (error) {
      this.#all.delete(id)
      throw error
    }
    this.#poll()
  }

  remove(id: string): boolean {
    const was = this.#all.delete(id)
    this.#poll()
    return was
  }

  async news(id: string): Promise<readonly unknown[]> {
    const found = this.#all.get(id)
    if (found === undefined || found.polled) {
      throw new RpcError('resourceNotFound', 'There is no filter with this id: make another.')
    }
    return found.watch.news()
  }

  /** Of a filter of logs. */
  filterOf(id: string): LogFilter {
    const filter = this.#all.get(id)?.watch.filter
    if (filter !== undefined) return filter
    throw new RpcError('resourceNotFound', 'There is no filter of logs with this id: make another.')
  }

  /** The page is gone. */
  end(): void {
    this.#all.clear()
    this.#poll()
  }

  /** Nothing is asked while nobody subscribes. */
  #poll(): void {
    const wanted = [...this.#all.values()].some(({ polled }) => polled)
    if (wanted) this.#stop ??= this.#timer.every(POLL_MS, () => void this.#round())
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
      }),
    )
  }
}
