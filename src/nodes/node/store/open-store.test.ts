import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bytesIn, numberIn } from './columns.ts'
import { migrations } from './migrations/all.ts'
import { openStore } from './open-store.ts'
import { StoreError, type StoreErrorCode } from './store-error.ts'

const key = new Uint8Array(32).fill(7)
const storeError = (code: StoreErrorCode): Error =>
  expect.objectContaining({ name: 'StoreError', code }) as Error

let dir: string
let file: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'assent-store-'))
  file = join(dir, 'store.db')
})
afterEach(() => rmSync(dir, { recursive: true }))

/** What another process hears that opens the same file. */
const otherProcess = (): string =>
  execFileSync(
    process.execPath,
    [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      `import { openStore } from '${new URL('open-store.ts', import.meta.url).href}'
       try { openStore(process.argv[1], new Uint8Array(32).fill(7)).close(); console.log('opened') }
       catch (error) { console.log(error.code) }`,
      file,
    ],
    { encoding: 'utf8' },
  ).trim()

test('what was committed is there after it was closed, and the file is the owner’s alone', () => {
  const store = openStore(file, key)
  store.script('CREATE TABLE things (name BLOB, size INTEGER) STRICT')
  store.run('INSERT INTO things VALUES (?, ?)', Uint8Array.of(1, 2), 3)
  store.close()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const again = openStore(file, key)
  const row = again.get('SELECT * FROM things') ?? {}
  expect(bytesIn(row, 'name')).toEqual(Uint8Array.of(1, 2))
  expect(numberIn(row, 'size')).toBe(3)
  expect(Object.keys(row)).toEqual(['name', 'size'])
  again.close()
})

test('nothing of what is stored stands in the file as it is', () => {
  const store = openStore(file, key)
  store.script(`CREATE TABLE things (name TEXT) STRICT; INSERT INTO things VALUES ('canary')`)
  store.close()
  const bytes = readFileSync(file)
  expect(bytes.includes('canary')).toBe(false)
  expect(bytes.includes('CREATE TABLE')).toBe(false)
  expect(bytes.includes('SQLite format')).toBe(false)
})

test('another key does not open it, and the right one still does', () => {
  openStore(file, key).close()
  expect(() => openStore(file, new Uint8Array(32).fill(8))).toThrow(storeError('unreadable'))
  expect(() => openStore(file, new Uint8Array(16))).toThrow(storeError('unreadable'))
  openStore(file, key).close()
})

test('a file that was never a store is not opened, nor changed', () => {
  const noise = Buffer.alloc(8192, 5)
  writeFileSync(file, noise)
  expect(() => openStore(file, key)).toThrow(storeError('unreadable'))
  expect(readFileSync(file)).toEqual(noise)
})

test('a damaged page is found before anything is read from it', () => {
  const store = openStore(file, key)
  store.script('CREATE TABLE things (name TEXT) STRICT')
  for (let i = 0; i < 500; i++) store.run('INSERT INTO things VALUES (?)', 'x'.repeat(100))
  store.close()
  const bytes = readFileSync(file)
  bytes.fill(0xaa, bytes.length - 6000, bytes.length - 2000)
  writeFileSync(file, bytes)
  expect(() => openStore(file, key)).toThrow(StoreError)
})

test('a second process is refused while one has it open, and let in afterwards', () => {
  const store = openStore(file, key)
  expect(otherProcess()).toBe('locked')
  expect(() => openStore(file, key)).toThrow(storeError('locked'))
  store.close()
  expect(otherProcess()).toBe('opened')
})

test('a process that is killed leaves what it committed, and no lock', async () => {
  const child = spawn(
    process.execPath,
    [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      `import { openStore } from '${new URL('open-store.ts', import.meta.url).href}'
       const store = openStore(process.argv[1], new Uint8Array(32).fill(7))
       store.script('CREATE TABLE things (size INTEGER) STRICT')
       store.run('INSERT INTO things VALUES (1)')
       store.script('BEGIN'); store.run('INSERT INTO things VALUES (2)')
       console.log('written'); setInterval(() => {}, 1000)`,
      file,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  const store = openStore(file, key)
  expect(store.all('SELECT size FROM things').map((row) => numberIn(row, 'size'))).toEqual([1])
  store.close()
})

test('a store of a newer program is refused, and left as it is', () => {
  const further = [...migrations, { number: migrations.length + 1, up: () => {} }]
  openStore(file, key, further).close()
  expect(() => openStore(file, key)).toThrow(storeError('from-the-future'))
  openStore(file, key, further).close()
})

test('a step that fails leaves nothing of itself, and the steps before it', () => {
  const failing = {
    number: 2,
    up: (database: ReturnType<typeof openStore>) => {
      database.script('CREATE TABLE half (a INTEGER) STRICT')
      throw new Error('no')
    },
  }
  const [first] = migrations
  if (first === undefined) throw new Error('there is a first migration')
  expect(() => openStore(file, key, [first, failing])).toThrow('no')
  const store = openStore(file, key, [first])
  expect(store.get(`SELECT 1 AS found FROM sqlite_master WHERE name = 'half'`)).toBeUndefined()
  expect(store.get(`SELECT 1 AS found FROM sqlite_master WHERE name = 'keys'`)).toBeDefined()
  store.close()
})

test('migrations are numbered from one, without a gap', () => {
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, place) => place + 1))
})

test('a transaction is whole or not at all, also around another one', () => {
  const store = openStore(file, key)
  store.script('CREATE TABLE things (size INTEGER) STRICT')
  const insert = (size: number) => store.run('INSERT INTO things VALUES (?)', size)
  expect(() =>
    store.transaction(() => {
      insert(1)
      store.transaction(() => insert(2))
      throw new Error('changed my mind')
    }),
  ).toThrow('changed my mind')
  expect(store.all('SELECT * FROM things')).toEqual([])
  store.transaction(() => store.transaction(() => insert(3)))
  expect(store.all('SELECT * FROM things')).toEqual([{ size: 3 }])
  store.close()
})

test('a statement that fails says so, and the store goes on', () => {
  const store = openStore(file, key)
  store.script('CREATE TABLE things (size INTEGER PRIMARY KEY) STRICT')
  store.run('INSERT INTO things VALUES (1)')
  expect(() => store.run('INSERT INTO things VALUES (1)')).toThrow(storeError('failed'))
  store.run('INSERT INTO things VALUES (2)')
  store.close()
  expect(() => store.run('INSERT INTO things VALUES (3)')).toThrow(storeError('failed'))
})
