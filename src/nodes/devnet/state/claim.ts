import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import { OperatorProblem } from '../../deployment/problem.ts'
import type { Places } from './places.ts'

const claimed = z.object({ pid: z.int().min(1), since: z.string(), dashboard: z.string() })

export type Claim = {
  /** The pid of a supervisor that was here before and did not get to tidy up. */
  readonly stale: number | undefined
  readonly release: () => void
}

/** One devnet at a time in one directory: two would write over each other's chain and keys. */
export function claim({ dir, supervisor }: Places, dashboard: string): Claim {
  mkdirSync(dir, { recursive: true })
  const own = JSON.stringify({ pid: process.pid, since: startOf(process.pid), dashboard })
  let stale: number | undefined
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(supervisor, `${own}\n`, { flag: 'wx' })
      return { stale, release: () => rmSync(supervisor, { force: true }) }
    } catch (error) {
      const exists = (error as NodeJS.ErrnoException).code === 'EEXIST'
      if (!exists || attempt > 0) throw error
    }
    const before = read(supervisor)
    if (before !== undefined && startOf(before.pid) === before.since) {
      throw new OperatorProblem(
        `a devnet runs in ${dir} already: process ${before.pid}, dashboard ${before.dashboard}\n` +
          'end it, or start another with --port-base',
      )
    }
    stale = before?.pid
    rmSync(supervisor, { force: true })
  }
}

function read(path: string): z.infer<typeof claimed> | undefined {
  try {
    return claimed.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

/**
 * When a process started, in the system's own words: a number that is reused belongs to another
 * process. Without Linux's /proc, being alive has to do.
 */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in parentheses, may hold spaces; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return process.platform === 'linux' || !isAlive(pid) ? 'never' : 'alive'
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
