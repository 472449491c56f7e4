import type { QuorumEvent } from './events.ts'
import type { Store } from './store.ts'

/** Not every runtime's types know of caches, which must not answer for a node. */
export type FetchInit = RequestInit & { readonly cache?: 'no-store' }
export type Fetch = (input: string, init: FetchInit) => Promise<Response>

/** What this room takes from outside, so that it runs anywhere and can be tested. */
export type Parts = {
  readonly fetch: Fetch
  /** Unix time in milliseconds. */
  readonly now: () => number
  /** Ends early, without an error, when the signal is aborted; leaves no timer behind. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
  readonly random: (length: number) => Uint8Array
  readonly store: Store
  readonly onEvent: (event: QuorumEvent) => void
}

export const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

export const sleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted === true) {
      resolve()
      return
    }
    const done = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal?.addEventListener('abort', done)
  })
