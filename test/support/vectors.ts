import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'vitest'

const folder = new URL('../../../shared/vectors/', import.meta.url)

/** Parsed test vectors made by others, or undefined where their folder is not beside the clone. */
export function vectors<Data>(name: string): Data | undefined {
  const file = new URL(name, folder)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Data) : undefined
}

/**
 * A suite over vectors made by others; without them, one skipped test that says what is missing.
 *
 * @example
 * describeWithVectors('wycheproof/ed25519_test.json', (data: Wycheproof) => {
 *   test.each(data.testGroups)('...', () => {})
 * })
 */
export function describeWithVectors<Data>(name: string, suite: (data: Data) => void): void {
  const data = vectors<Data>(name)
  describe(name, () => {
    if (data === undefined) test.skip(`needs ../shared/vectors/${name}, which is not there`)
    else suite(data)
  })
}
