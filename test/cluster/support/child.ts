import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

export type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

/** A process of a cluster. Its log holds all that it ever wrote, of earlier runs too. */
export type Child = {
  readonly pid: number
  readonly running: () => boolean
  readonly ended: Promise<Ending>
  /** Sends a signal and waits until the process is gone; after a pause, too. */
  readonly kill: (signal?: NodeJS.Signals) => Promise<Ending>
  /** Sends a signal and waits for nothing. */
  readonly signal: (signal: NodeJS.Signals) => void
}

const living = new Set<ChildProcess>()
// A test run that dies leaves nothing behind.
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL')
})

/** Longer than a process needs that drains what is in flight. */
const patience = 15_000

export function startChild(options: {
  readonly command: string
  readonly parameters: readonly string[]
  readonly log: string
  readonly directory?: string
  readonly environment?: Readonly<Record<string, string>>
}): Child {
  const log = openSync(options.log, 'a')
  const child = spawn(options.command, options.parameters, {
    stdio: ['ignore', log, log],
    env: { ...process.env, ...options.environment },
    ...(options.directory !== undefined && { cwd: options.directory }),
  })
  closeSync(log)
  living.add(child)
  const ended = new Promise<Ending>((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null) => {
      living.delete(child)
      resolve({ code, signal })
    }
    child.once('exit', end)
    child.once('error', () => end(null, null))
  })
  const running = () => child.exitCode === null && child.signalCode === null && living.has(child)
  return {
    pid: child.pid ?? 0,
    running,
    ended,
    signal: (signal) => {
      child.kill(signal)
    },
    kill: async (signal = 'SIGKILL') => {
      if (running()) {
        child.kill(signal)
        child.kill('SIGCONT')
      }
      const waited = new AbortController()
      const late = sleep(patience, undefined, { signal: waited.signal, ref: false })
        .then(() => {
          if (running()) child.kill('SIGKILL')
        })
        .catch(() => {})
      const ending = await ended
      waited.abort()
      await late
      return ending
    },
  }
}

export const readLog = (file: string): string =>
  existsSync(file) ? readFileSync(file, 'utf8') : ''

/** Runs a command to its end and returns what it wrote; throws with it when it fails. */
export async function runChild(options: Parameters<typeof startChild>[0]): Promise<string> {
  const { code, signal } = await startChild(options).ended
  const said = readLog(options.log)
  if (code !== 0) {
    const how = signal ?? `exit code ${code}`
    throw new Error(`${[options.command, ...options.parameters].join(' ')}: ${how}\n${said}`)
  }
  return said
}
