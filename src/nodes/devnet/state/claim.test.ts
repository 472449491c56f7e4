import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { claim } from './claim.ts'
import { placesIn, type Places } from './places.ts'

const dashboard = 'http://127.0.0.1:8600'

let places: Places
beforeEach(() => {
  places = placesIn(mkdtempSync(join(tmpdir(), 'assent-claim-')))
})
afterEach(() => rmSync(places.dir, { recursive: true }))

test('takes a directory once, and names who has it', () => {
  const { release, stale } = claim(places, dashboard)
  expect(stale).toBeUndefined()
  expect(() => claim(places, dashboard)).toThrow(
    `a devnet runs in ${places.dir} already: process ${process.pid}, dashboard ${dashboard}`,
  )
  release()
  expect(existsSync(places.supervisor)).toBe(false)
  claim(places, dashboard).release()
})

test('takes over from a process that is gone, and says which', async () => {
  const other = spawn(process.execPath, ['--eval', ''])
  const pid = other.pid ?? 0
  await once(other, 'exit')
  const left = { pid, since: '12345', dashboard }
  writeFileSync(places.supervisor, JSON.stringify(left))
  const { stale, release } = claim(places, dashboard)
  expect(stale).toBe(pid)
  release()
})

test('takes over when another process has the number now', () => {
  claim(places, dashboard)
  const mine = JSON.parse(readFileSync(places.supervisor, 'utf8')) as object
  writeFileSync(places.supervisor, JSON.stringify({ ...mine, since: '1' }))
  expect(claim(places, dashboard).stale).toBe(process.pid)
})

test.each(['', '{', '{"pid":0}'])('takes over from half a file: %s', (text) => {
  writeFileSync(places.supervisor, text)
  expect(claim(places, dashboard).stale).toBeUndefined()
})
