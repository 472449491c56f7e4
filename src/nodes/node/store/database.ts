import type Libsql from 'libsql'
import { StoreError } from './store-error.ts'

/** Bytes go in as they are and come out as `Uint8Array`. No booleans: the driver aborts on them. */
export type SqlValue = null | number | string | Uint8Array
export type Row = Readonly<Record<string, SqlValue>>

type Raw = InstanceType<typeof Libsql>
type Statement = ReturnType<Raw['prepare']>

/**
 * The node's one open file. Everything is synchronous, so what happens between two lines happens
 * together, and a call that returned is on the disk.
 */
export class Database {
  readonly #raw: Raw
  /** Prepared once: a node says the same few hundred things for months. */
  readonly #statements = new Map<string, Statement>()
  #depth = 0
  #open = true

  constructor(raw: Raw) {
    this.#raw = raw
  }

  get isOpen(): boolean {
    return this.#open
  }

  /** The number of rows that changed. */
  run(sql: string, ...values: readonly SqlValue[]): number {
    return this.#do(sql, (statement) => statement.run([...values]).changes)
  }

  get(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    return this.#do(sql, (statement) => {
      const found = statement.get([...values])
      return found === undefined ? undefined : rowOf(found)
    })
  }

  all(sql: string, ...values: readonly SqlValue[]): readonly Row[] {
    return this.#do(sql, (statement) => statement.all([...values]).map(rowOf))
  }

  /** Several statements without parameters; for migrations. */
  script(sql: string): void {
    this.#try(() => this.#raw.exec(sql))
  }

  /** All of it or nothing. What is called inside may use `transaction` itself: it is one. */
  transaction<T>(work: () => T): T {
    if (this.#depth > 0) return work()
    this.#try(() => this.#raw.exec('BEGIN IMMEDIATE'))
    this.#depth++
    try {
      const result = work()
      this.#try(() => this.#raw.exec('COMMIT'))
      return result
    } catch (error) {
      if (this.#raw.inTransaction) this.#try(() => this.#raw.exec('ROLLBACK'))
      throw error
    } finally {
      this.#depth--
    }
  }

  /** Leaves one file without a journal beside it, and gives it free. */
  close(): void {
    if (!this.#open) return
    this.#open = false
    this.#statements.clear()
    // Closing alone would keep the lock until the last prepared statement is collected.
    for (const pragma of ['journal_mode=DELETE', 'locking_mode=NORMAL', 'user_version']) {
      try {
        this.#raw.pragma(pragma)
      } catch {
        // What was committed is on the disk; the next start takes it from the journal.
      }
    }
    this.#raw.close()
  }

  #do<T>(sql: string, work: (statement: Statement) => T): T {
    if (!this.#open) throw new StoreError('failed', 'the store was closed')
    return this.#try(() => {
      const statement = this.#statements.get(sql) ?? this.#raw.prepare(sql)
      this.#statements.set(sql, statement)
      return work(statement)
    })
  }

  #try<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (error instanceof StoreError) throw error
      const reason = error instanceof Error ? error.message : String(error)
      throw new StoreError('failed', `the store failed: ${reason}`, { cause: error })
    }
  }
}

/** The driver adds how long it took, and gives bytes as `ArrayBuffer`. */
const rowOf = (found: unknown): Row => {
  const row: Record<string, SqlValue> = {}
  for (const [name, value] of Object.entries(found as Record<string, unknown>)) {
    if (name === '_metadata') continue
    if (value === null || typeof value === 'number' || typeof value === 'string') row[name] = value
    else if (value instanceof ArrayBuffer) row[name] = new Uint8Array(value)
    else if (value instanceof Uint8Array) row[name] = new Uint8Array(value)
    else throw new StoreError('corrupt', `column ${name} holds what nobody writes`)
  }
  return row
}
