import type { Area } from '../state/area.ts'

// The types of browsers are not those of this room, which also runs in tests: only what is used.
type Heard<Event extends string> = {
  readonly error: unknown
  addEventListener(type: Event, listener: () => void): void
}
type Request<T> = Heard<'success' | 'error' | 'upgradeneeded'> & { readonly result: T }
type ObjectStore = {
  get(name: string): Request<unknown>
  put(value: unknown, name: string): Request<unknown>
  delete(name: string): Request<unknown>
  getAllKeys(): Request<readonly unknown[]>
}
type Transaction = Heard<'complete' | 'error' | 'abort'> & {
  objectStore(name: string): ObjectStore
}
type Mode = 'readonly' | 'readwrite'
type Database = {
  createObjectStore(name: string): unknown
  transaction(name: string, mode: Mode, options: { readonly durability: 'strict' }): Transaction
}
export type Factory = { open(name: string, version: number): unknown }

const TABLE = 'sessions'

/** IndexedDB takes keys as they are, so no text of them ever exists. */
export const indexedDbStore = (factory: Factory, name = 'assent'): Area => {
  let opening: Promise<Database> | undefined

  const open = async (): Promise<Database> =>
    new Promise((resolve, reject) => {
      const request = factory.open(name, 1) as Request<Database>
      request.addEventListener('upgradeneeded', () => request.result.createObjectStore(TABLE))
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(broken(request.error)))
    })

  const begin = async (mode: Mode): Promise<Transaction> => {
    const options = { durability: 'strict' } as const
    opening ??= open()
    try {
      return (await opening).transaction(TABLE, mode, options)
    } catch {
      // A connection that the browser has closed, or could not open, is opened once more.
      opening = open()
      return (await opening).transaction(TABLE, mode, options)
    }
  }

  /** What was written is there for certain when this returns. */
  const run = async <T>(mode: Mode, work: (table: ObjectStore) => Request<T>): Promise<T> => {
    const transaction = await begin(mode)
    const request = work(transaction.objectStore(TABLE))
    await new Promise<void>((resolve, reject) => {
      const fail = (): void => reject(broken(transaction.error))
      transaction.addEventListener('complete', resolve)
      transaction.addEventListener('error', fail)
      transaction.addEventListener('abort', fail)
    })
    return request.result
  }

  return {
    get: async (key) => run('readonly', (table) => table.get(key)),
    async set(key, value) {
      await run('readwrite', (table) => table.put(value, key))
    },
    async remove(key) {
      await run('readwrite', (table) => table.delete(key))
    },
    async names() {
      const keys = await run('readonly', (table) => table.getAllKeys())
      return keys.filter((key) => typeof key === 'string')
    },
  }
}

const broken = (cause: unknown): Error =>
  new Error('the browser’s database does not work', { cause })
