import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'

export type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null }

/** A process of the devnet. */
export type Part = {
  readonly name: string
  readonly pid: number
  readonly log: string
  readonly ended: Promise<Ending>
  readonly running: () => boolean
  /** Asks it to end, insists after a while, and returns when it has. */
  readonly stop: () => Promise<void>
}

export type Program = {
  readonly name: string
  readonly command: string
  readonly parameters: readonly string[]
  readonly log: string
  readonly directory?: string
}

/** Less than the five seconds in which all of a devnet has ended. */
const patience = 3500

/**
 * Starts a process in a group of its own: Ctrl-C in a terminal reaches the supervisor alone, which
 * ends the others in order. Its input is a pipe that closes with the supervisor, however that ends.
 */
export async function startPart(program: Program): Promise<Part> {
  const { name, command, parameters, log, directory } = program
  const file = openSync(log, 'a')
  const child = spawn(command, parameters, {
    detached: true,
    stdio: ['pipe', file, file],
    ...(directory !== undefined && { cwd: directory }),
  })
  closeSync(file)
  child.stdin?.on('error', () => undefined)
  const ended = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`${name} has no process id`)
  const running = (): boolean => child.exitCode === null && child.signalCode === null
  return {
    name,
    pid,
    log,
    ended,
    running,
    stop: async () => {
      if (!running()) return
      signalGroup(child, 'SIGTERM')
      // What was paused cannot hear that it should end.
      signalGroup(child, 'SIGCONT')
      const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), patience)
      await ended
      clearTimeout(insist)
    },
  }
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal)
  } catch {
    // It has ended meanwhile.
  }
}

export const describe = ({ code, signal }: Ending): string =>
  signal === null ? `ended with code ${code}` : `was ended by ${signal}`

const tailLines = 12

/** The end of a log, for whoever has to find out what happened. */
export function tailOf(log: string): string {
  try {
    return readFileSync(log, 'utf8').trimEnd().split('\n').slice(-tailLines).join('\n')
  } catch {
    return ''
  }
}
