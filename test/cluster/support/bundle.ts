import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './child.ts'
import { waitUntil } from './wait-until.ts'

const root = join(import.meta.dirname, '../../..')
const builds = join(root, 'dist/cluster')

/** What the bundles are made of. */
const sources = ['src', 'test/cluster/support', 'vite.nodes.config.ts', 'package-lock.json']

export type Bundles = {
  /** The command as operators run it. */
  readonly command: string
  /** A node that can be told to misbehave. */
  readonly faultyNode: string
}

let built: Promise<Bundles> | undefined

/**
 * Both built from the sources as they are now. Each state of them has a folder of its own, so that
 * a build never takes a file from under a process that runs.
 */
export const bundles = async (): Promise<Bundles> => (built ??= build())

/** The command alone. */
export const bundle = async (): Promise<string> => (await bundles()).command

async function build(): Promise<Bundles> {
  const newest = Math.max(...sources.map((source) => changedAt(join(root, source))))
  const folder = join(builds, String(Math.floor(newest)))
  const found: Bundles = {
    command: join(folder, 'command', 'assent.mjs'),
    faultyNode: join(folder, 'faulty-node', 'assent.mjs'),
  }
  if (existsSync(join(folder, 'built'))) return found
  mkdirSync(builds, { recursive: true })
  removeOld()
  if (!takes(folder)) {
    await waitUntil('another suite has built the command', () => existsSync(join(folder, 'built')))
    return found
  }
  try {
    await vite(folder, 'command', [])
    await vite(folder, 'faulty-node', ['--ssr=test/cluster/support/faulty-node.ts'])
    mkdirSync(join(folder, 'built'))
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  return found
}

async function vite(folder: string, name: string, flags: readonly string[]): Promise<void> {
  await runChild({
    command: process.execPath,
    parameters: [
      join(root, 'node_modules/vite/bin/vite.js'),
      'build',
      '--config=vite.nodes.config.ts',
      `--outDir=${join(folder, name)}`,
      '--emptyOutDir=false',
      ...flags,
    ],
    log: join(folder, `${name}.log`),
    directory: root,
  })
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
