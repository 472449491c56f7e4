import { setTimeout as sleep } from 'node:timers/promises'
import { describe, startPart, type Part, type Program } from './part.ts'

export type Kept = {
  readonly name: string
  /** The process as it is now, running or ended. */
  readonly part: () => Part
  readonly stop: () => Promise<void>
}

type Watch = {
  /** Whether to start it again after it ended by itself. */
  readonly restart: () => boolean
  readonly say: (line: string) => void
  /** After each start but the first. */
  readonly onRestart: () => void
  /** It ended, and stays so. */
  readonly onEnd: (part: Part, how: string) => void
}

const firstPause = 500
const longestPause = 15_000
/** Whoever ran for so long had a good start, and is not held up for an older failure. */
const settled = 30_000

/** Starts a program, and starts it again when it ends by itself, ever more slowly while it fails. */
export async function keepRunning(program: Program, watch: Watch): Promise<Kept> {
  const stopping = new AbortController()
  let part = await startPart(program)
  const watching = (async () => {
    let pause = firstPause
    for (;;) {
      const start = Date.now()
      const how = describe(await part.ended)
      if (stopping.signal.aborted) return
      if (!watch.restart()) {
        watch.onEnd(part, how)
        return
      }
      pause = Date.now() - start > settled ? firstPause : pause
      watch.say(`${program.name} ${how}; it starts again in ${pause / 1000} s. Log: ${program.log}`)
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
      pause = Math.min(longestPause, pause * 2)
      if (stopping.signal.aborted) return
      part = await startPart(program)
      watch.onRestart()
    }
  })()
  return {
    name: program.name,
    part: () => part,
    stop: async () => {
      stopping.abort()
      await part.stop()
      await watching
      // It may have been about to start again.
      await part.stop()
    },
  }
}
