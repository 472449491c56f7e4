import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Database } from './database.ts'
import { openStore } from './open-store.ts'
import { SIGNED_KEPT_SECONDS, SignedStore, type SignedEntry } from './signed.ts'

let dir: string
let database: Database
const key = new Uint8Array(32).fill(7)
const open = () => openStore(join(dir, 'store.db'), key)

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'assent-signed-'))
  database = open()
})

afterEach(() => {
  database.close()
  rmSync(dir, { recursive: true })
})

const entry = (byte: string, at: number): SignedEntry => ({
  session: `0x${byte.repeat(32)}`,
  request: `0x${'aa'.repeat(32)}`,
  digest: `0x${'bb'.repeat(32)}`,
  at,
  publicKey: `0x04${'cc'.repeat(64)}`,
  identity: { authMethodType: '6', id: `0x${'dd'.repeat(32)}` },
  ability: 'sign',
  kind: 'personal-message',
})

test('keeps each once, through a restart, the latest first', () => {
  const store = new SignedStore(database)
  store.add(entry('01', 100))
  store.add(entry('02', 200))
  store.add(entry('01', 300))
  database.close()
  database = open()
  expect(new SignedStore(database).latest(10)).toEqual([entry('02', 200), entry('01', 100)])
  expect(new SignedStore(database).latest(1)).toHaveLength(1)
})

test('forgets what is old', () => {
  const store = new SignedStore(database)
  store.add(entry('01', 100))
  store.add(entry('02', 200))
  store.sweep(150 + SIGNED_KEPT_SECONDS)
  expect(store.latest(10)).toEqual([entry('02', 200)])
})
