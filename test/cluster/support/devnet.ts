import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { devnetFile, type DevnetFile } from '../../../src/nodes/devnet/state/devnet-file.ts'
import { bundle } from './bundle.ts'
import { readLog, startChild, type Child } from './child.ts'
import { waitUntil } from './wait-until.ts'

export type RunningDevnet = {
  readonly child: Child
  readonly file: DevnetFile
  /** All that it printed. */
  readonly said: () => string
}

const patience = 150_000

/** A devnet of real processes, as `./start.sh` runs it; returns when it is up. */
export async function startDevnet(
  dir: string,
  portBase: number,
  flags: readonly string[] = [],
): Promise<RunningDevnet> {
  const { child, said } = await launchDevnet(dir, portBase, flags)
  const path = join(dir, 'devnet.json')
  await waitUntil(
    'the devnet is up',
    () => {
      if (!child.running()) throw new Error(`the devnet ended:\n${said()}`)
      return existsSync(path) && said().includes('Ctrl-C ends it')
    },
    { patience },
  )
  return { child, said, file: readDevnetFile(dir) }
}

/** The same, without waiting. */
export async function launchDevnet(
  dir: string,
  portBase: number,
  flags: readonly string[] = [],
): Promise<Omit<RunningDevnet, 'file'>> {
  const log = `${dir}-${Date.now()}.out`
  const child = startChild({
    command: process.execPath,
    parameters: [await bundle(), 'devnet', '--dir', dir, '--port-base', String(portBase), ...flags],
    log,
  })
  return { child, said: () => readLog(log) }
}

export const readDevnetFile = (dir: string): DevnetFile =>
  devnetFile.parse(JSON.parse(readFileSync(join(dir, 'devnet.json'), 'utf8')))
