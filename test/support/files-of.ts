import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** All files of a folder with the hash of each, in order. */
export const filesOf = (folder: string): readonly (readonly [path: string, hash: string])[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(folder, file), hashOf(file)] as const)
    .sort(([left], [right]) => left.localeCompare(right))

const hashOf = (file: string): string =>
  createHash('sha256').update(readFileSync(file)).digest('hex')
