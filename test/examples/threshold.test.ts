import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const run = (...flags: readonly string[]) =>
  spawnSync('node_modules/.bin/tsx', ['examples/threshold.ts', ...flags], { encoding: 'utf8' })

test('the example signs, has OpenSSL agree, and names the liar', () => {
  const { status, stdout, stderr } = run()
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain('3 parties, any 2 of them sign')
  expect(stdout).toContain('OpenSSL, which knows nothing of thresholds, accepts it')
  expect(stdout).toContain('named: party 2;')
})

test.each([
  ['--parties', '2'],
  ['--parties', 'many'],
  ['--people', '3'],
])('the example refuses %s %s and says what it takes', (...flags) => {
  const { status, stdout, stderr } = run(...flags)
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toContain('usage: threshold [--parties N], N from 3 to 12')
})
