import type { Database } from './database.ts'

/** One step from one shape of the store to the next. What was released is never edited again. */
export type Migration = { readonly number: number; readonly up: (database: Database) => void }
