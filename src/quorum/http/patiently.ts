import type { Parts } from '../parts.ts'
import { NodeFailure } from './node-failure.ts'

/** Asks again when a node says after how long, as long as there is time for it. */
export const patiently = async <T>(
  parts: Pick<Parts, 'now' | 'sleep'>,
  deadline: number,
  ask: (left: number) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> => {
  for (;;) {
    try {
      return await ask(Math.max(1, deadline - parts.now()))
    } catch (error) {
      const seconds = error instanceof NodeFailure ? error.refusal?.retryAfter : undefined
      if (seconds === undefined || signal?.aborted === true) throw error
      const pause = Math.max(50, seconds * 1000)
      if (parts.now() + pause >= deadline) throw error
      await parts.sleep(pause, signal)
    }
  }
}
