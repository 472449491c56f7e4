import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type Size = {
  readonly part: string
  readonly bytes: number
  /** What it may be; the whole has no bound of its own. */
  readonly most?: number
}

const kilobyte = 1000
const page = 'src/popup/index.html'

/** What pages, the worker and the popup have to load, in bytes as they are on the disk. */
export const measure = (folder: string): readonly Size[] => {
  const script = (path: string) => statSync(join(folder, path)).size
  return [
    {
      part: 'script in every page',
      bytes: script('src/content/inpage/inpage.iife.js'),
      most: 40 * kilobyte,
    },
    {
      part: 'bridge beside every page',
      bytes: script('src/content/bridge.iife.js'),
      most: 15 * kilobyte,
    },
    { part: 'worker', bytes: sum(reached(folder, workerOf(folder))), most: 1000 * kilobyte },
    { part: 'popup, first route', bytes: sum(reached(folder, page)), most: 400 * kilobyte },
    { part: 'all of it', bytes: sum(filesIn(folder)) },
  ]
}

export const isTooLarge = ({ bytes, most }: Size): boolean => most !== undefined && bytes > most

type Manifest = {
  readonly background: { readonly service_worker?: string; readonly scripts?: readonly string[] }
}

const workerOf = (folder: string): string => {
  const text = readFileSync(join(folder, 'manifest.json'), 'utf8')
  const { background } = JSON.parse(text) as Manifest
  const entry = background.service_worker ?? background.scripts?.[0]
  if (entry === undefined) throw new Error(`${folder} has no worker`)
  return entry
}

/** In scripts what is imported before they run, and in a page its scripts and preloads. */
const named = /(?:\bfrom|\bimport|\bsrc=|\bhref=)\s*["'](\.{0,2}\/[^"']+[.](?:js|css))["']/g

/** A file and all that is loaded with it; what is imported later, when it is needed, is not. */
function reached(folder: string, entry: string): readonly string[] {
  const found = new Set([join(folder, entry)])
  for (const file of found) {
    if (file.endsWith('.css')) continue
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(named)) {
      const path = name.startsWith('/') ? join(folder, name) : join(dirname(file), name)
      if (existsSync(path)) found.add(path)
    }
  }
  return [...found].filter((file) => !file.endsWith('.html'))
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

const sum = (files: readonly string[]): number =>
  files.reduce((total, file) => total + statSync(file).size, 0)

export const sizeLines = (folder: string): readonly string[] =>
  measure(folder).map((size) => {
    const { part, bytes, most } = size
    const bound = most === undefined ? '' : ` of ${(most / kilobyte).toFixed(0)}`
    const said = isTooLarge(size) ? '  TOO LARGE' : ''
    return `  ${part.padEnd(26)} ${(bytes / kilobyte).toFixed(1).padStart(8)}${bound} kB${said}`
  })
