import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { BuildOptions } from './build-extension.ts'

const root = join(import.meta.dirname, '../..')

/** What the extension is made of; of src, all but what only nodes and tests are. */
const sources = ['manifest.json', 'package-lock.json', 'assets', 'src', 'scripts/extension']
const elsewhere = /^src\/nodes\/(?!deployment\/)|[.]test[.]tsx?$/

/** Changes with every file and option that a build depends on. */
export function stateOf({ deployment, development, browsers }: BuildOptions): string {
  const hash = createHash('sha256').update(JSON.stringify({ development, browsers }))
  for (const path of [...sources.flatMap((source) => filesIn(join(root, source))), deployment]) {
    if (elsewhere.test(relative(root, path)) || !existsSync(path)) continue
    hash
      .update(`${relative(root, path)}\0`)
      .update(readFileSync(path))
      .update('\0')
  }
  return hash.digest('hex')
}

const filesIn = (path: string): readonly string[] => {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}
