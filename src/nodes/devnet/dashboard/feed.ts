import { setTimeout as sleep } from 'node:timers/promises'
import type { Feed } from './app.ts'
import type { Snapshot } from './snapshot.ts'

export type RunningFeed = Feed & { readonly stop: () => Promise<void> }

const pause = 1000

/** Looks while somebody looks with it, and once for whoever asks otherwise. */
export function startFeed(look: () => Promise<Snapshot>): RunningFeed {
  const stopping = new AbortController()
  const listeners = new Set<(snapshot: Snapshot) => void>()
  let looking: Promise<Snapshot> | undefined

  const now = async (): Promise<Snapshot> => {
    looking ??= look().finally(() => {
      looking = undefined
    })
    return looking
  }
  const running = (async () => {
    while (!stopping.signal.aborted) {
      if (listeners.size > 0) {
        const snapshot = await now().catch(() => undefined)
        if (snapshot !== undefined) for (const listener of listeners) listener(snapshot)
      }
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    now,
    follow: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
