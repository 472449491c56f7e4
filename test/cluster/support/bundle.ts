import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './child.ts'
import { waitUntil } from './wait-until.ts'

const root = join(import.meta.dirname, '../../..')
const builds = join(root, 'dist/cluster')

/** What the bundle is made of. */
const sources = ['src', 'vite.nodes.config.ts', 'package-lock.json']

let built: Promise<string> | undefined

/**
 * The command as operators run it, built from the sources as they are now. Each state of them has
 * a folder of its own, so that a build never takes a file from under a process that runs.
 */
export const bundle = async (): Promise<string> => (built ??= build())

async function build(): Promise<string> {
  const newest = Math.max(...sources.map((source) => changedAt(join(root, source))))
  const folder = join(builds, String(Math.floor(newest)))
  const command = join(folder, 'assent.mjs')
  if (existsSync(join(folder, 'built'))) return command
  mkdirSync(builds, { recursive: true })
  removeOld()
  if (!takes(folder)) {
    await waitUntil('another suite has built the command', () => existsSync(join(folder, 'built')))
    return command
  }
  try {
    await runChild({
      command: process.execPath,
      parameters: [
        join(root, 'node_modules/vite/bin/vite.js'),
        'build',
        `--config=${join(root, 'vite.nodes.config.ts')}`,
        `--outDir=${folder}`,
        '--emptyOutDir=false',
      ],
      log: join(builds, `${Math.floor(newest)}.log`),
    })
    mkdirSync(join(folder, 'built'))
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  return command
}

/** One suite builds; the others, side by side with it, wait. */
function takes(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch {
    return false
  }
}

const hour = 3_600_000

function removeOld(): void {
  for (const name of readdirSync(builds)) {
    const path = join(builds, name)
    if (Date.now() - statSync(path).mtimeMs > hour) rmSync(path, { recursive: true, force: true })
  }
}

function changedAt(path: string): number {
  if (!statSync(path).isDirectory()) return statSync(path).mtimeMs
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => statSync(join(path, file)).mtimeMs)
    .reduce((left, right) => Math.max(left, right), 0)
}
