import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from './find-chromium.ts'

let folder: string
let program: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-chromium-'))
  mkdirSync(join(folder, 'bin'))
  program = join(folder, 'bin', 'chromium')
  writeFileSync(program, '')
  chmodSync(program, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true }))

test('takes the one that is named', () => {
  expect(findChromium({ CHROMIUM: program, PATH: '' })).toBe(program)
})

test('takes no other when the one that is named is none', () => {
  const PATH = join(folder, 'bin')
  expect(findChromium({ CHROMIUM: join(folder, 'nothing'), PATH })).toBeUndefined()
})

test('finds it on the path, and nothing that cannot be run', () => {
  writeFileSync(join(folder, 'chromium'), '')
  chmodSync(join(folder, 'chromium'), 0o644)
  expect(findChromium({ PATH: `${folder}:${join(folder, 'bin')}` })).toBe(program)
})
