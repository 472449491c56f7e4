import { renameSync, writeFileSync } from 'node:fs'

/** Whole or not at all: whoever reads it meanwhile, or after a crash, sees the one before. */
export function writeJson(path: string, value: unknown, mode = 0o644): void {
  const next = `${path}.${process.pid}.tmp`
  writeFileSync(next, `${JSON.stringify(value, undefined, 2)}\n`, { mode })
  renameSync(next, path)
}
