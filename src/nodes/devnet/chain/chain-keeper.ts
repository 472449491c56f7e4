import { renameSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { ChainClient } from './chain-client.ts'

export type ChainKeeper = {
  /** Soon; what was asked for meanwhile is kept together. */
  readonly keepSoon: () => void
  readonly keepNow: () => Promise<void>
}

const unzip = promisify(gunzip)
const pause = 250
/** A long chain takes longer to write, and shall not be written all the time. */
const share = 10

/**
 * Keeps the chain in a file, whole or not at all. anvil would do so by itself, but in place: a
 * machine that stops meanwhile would leave half a file.
 */
export function createChainKeeper(
  chain: ChainClient,
  file: string,
  /** A chain that lost what it has to hold, by a reset say, does not take the place of the kept. */
  isWhole: () => Promise<boolean> = async () => Promise.resolve(true),
): ChainKeeper {
  let waiting: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  let cost = 0

  const write = async (): Promise<void> => {
    const start = Date.now()
    if (!(await isWhole())) return
    const zipped = await chain.dumpState()
    const state = await unzip(Buffer.from(zipped.slice(2), 'hex'))
    writeFileSync(`${file}.tmp`, state)
    renameSync(`${file}.tmp`, file)
    cost = Date.now() - start
  }
  const keepNow = async (): Promise<void> => {
    clearTimeout(waiting)
    waiting = undefined
    writing = writing.catch(() => undefined).then(write)
    return writing
  }
  return {
    keepNow,
    keepSoon: () => {
      // A chain that has gone meanwhile is somebody else's to report.
      waiting ??= setTimeout(() => void keepNow().catch(() => undefined), pause + share * cost)
    },
  }
}
