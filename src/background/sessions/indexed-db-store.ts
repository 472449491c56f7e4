import type { SessionStore } from './session-store.ts'

// The types of browsers are not those of this room, which also runs in tests: only what is used.
type Request<T> = {
  readonly result: T
  readonly error: unknown
  addEventListener(type: 'success' | 'error' | 'upgradeneeded', listener: () => void): void
}
type ObjectStore = {
  get(name: string): Request<unknown>
  put(value: unknown, name: string): Request<unknown>
  delete(name: string): Request<unknown>
  getAllKeys(): Request<readonly unknown[]>
}
type Database = {
  createObjectStore(name: string): unknown
  transaction(
    name: string,
    mode: 'readonly' | 'readwrite',
    options?: { readonly durability: 'strict' },
  ): { objectStore(name: string): ObjectStore }
  close(): void
}
export type Factory = { open(name: string, version: number): unknown }

const TABLE = 'sessions'

/** IndexedDB takes keys as they are, so no text of them ever exists. */
export const indexedDbStore = (factory: Factory, name = 'assent'): SessionStore => {
  let opening: Promise<Database> | undefined

  const open = async (): Promise<Database> => {
    const request = factory.open(name, 1) as Request<Database>
    request.addEventListener('upgradeneeded', () => void request.result.createObjectStore(TABLE))
    return settled(request)
  }

  const table = async (mode: 'readonly' | 'readwrite'): Promise<ObjectStore> => {
    opening ??= open()
    try {
      return (await opening).transaction(TABLE, mode, { durability: 'strict' }).objectStore(TABLE)
    } catch {
      // A connection that the browser has closed is opened once more.
      opening = open()
      return (await opening).transaction(TABLE, mode).objectStore(TABLE)
    }
  }

  return {
    get: async (key) => settled((await table('readonly')).get(key)),
    async set(key, value) {
      await settled((await table('readwrite')).put(value, key))
    },
    async remove(key) {
      await settled((await table('readwrite')).delete(key))
    },
    async names() {
      const keys = await settled((await table('readonly')).getAllKeys())
      return keys.filter((key) => typeof key === 'string')
    },
  }
}

const settled = async <T>(request: Request<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () =>
      reject(new Error('the browser’s database does not work', { cause: request.error })),
    )
  })
