import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import Libsql from 'libsql'
import { numberIn, textIn } from './columns.ts'
import { Database } from './database.ts'
import { migrate } from './migrate.ts'
import type { Migration } from './migration.ts'
import { migrations } from './migrations/all.ts'
import { StoreError } from './store-error.ts'

export const STORE_KEY_LENGTH = 32

/** The driver's types leave out what it takes for encryption. */
type Options = NonNullable<ConstructorParameters<typeof Libsql>[1]> & {
  readonly encryptionCipher: 'aes256cbc'
  readonly encryptionKey: string
}

/**
 * Opens the node's encrypted file, for this process alone, and brings it to the newest shape. Do
 * not open the same file by other means in this process: closing it there would give up the lock.
 */
export const openStore = (
  file: string,
  key: Uint8Array,
  steps: readonly Migration[] = migrations,
): Database => {
  if (key.length !== STORE_KEY_LENGTH) {
    throw new StoreError('unreadable', `the key of a store has ${STORE_KEY_LENGTH} bytes`)
  }
  if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600))
  const options: Options = {
    encryptionCipher: 'aes256cbc',
    encryptionKey: Buffer.from(key).toString('hex'),
    timeout: 0,
  }
  const database = new Database(new Libsql(file, options))
  try {
    prepare(database, file)
    migrate(database, steps)
    chmodSync(file, 0o600)
    return database
  } catch (error) {
    database.close()
    throw named(error, file)
  }
}

const prepare = (database: Database, file: string): void => {
  // One process a store: its counts and its keys are no use if another one writes them too.
  database.all('PRAGMA locking_mode = EXCLUSIVE')
  const mode = database.get('PRAGMA journal_mode = WAL')
  // What was acknowledged must survive the loss of power, which the default for WAL does not.
  database.all('PRAGMA synchronous = FULL')
  database.all('PRAGMA foreign_keys = ON')
  // Erased shares are overwritten, not merely forgotten.
  database.all('PRAGMA secure_delete = ON')
  const synchronous = numberIn(database.get('PRAGMA synchronous') ?? {}, 'synchronous')
  if (synchronous !== 2 || textIn(mode ?? {}, 'journal_mode') !== 'wal') {
    throw new StoreError('not-durable', `${file} cannot be opened with full durability`)
  }
  const [first] = database.all('PRAGMA quick_check')
  if (first === undefined || textIn(first, 'quick_check') !== 'ok') {
    throw new StoreError('corrupt', `${file} is damaged: restore it from a copy`)
  }
}

const named = (error: unknown, file: string): unknown => {
  const cause = error instanceof StoreError ? (error.cause ?? error) : error
  const { code } = cause as { readonly code?: unknown }
  if (code === 'SQLITE_BUSY') {
    return new StoreError('locked', `${file} is in use: stop the node that runs on it`, { cause })
  }
  if (code === 'SQLITE_NOTADB') {
    return new StoreError(
      'unreadable',
      `${file} cannot be read: store.key is not the key it was written with, or it is damaged`,
      { cause },
    )
  }
  if (code === 'SQLITE_CORRUPT') {
    return new StoreError('corrupt', `${file} is damaged: restore it from a copy`, { cause })
  }
  return error
}
