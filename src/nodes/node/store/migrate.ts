import { numberIn } from './columns.ts'
import type { Database } from './database.ts'
import type { Migration } from './migration.ts'
import { StoreError } from './store-error.ts'

const versionOf = (database: Database): number =>
  numberIn(database.get('PRAGMA user_version') ?? {}, 'user_version')

/** Each step is whole or was not made, so a start that was interrupted goes on where it was. */
export const migrate = (database: Database, migrations: readonly Migration[]): void => {
  const newest = migrations.at(-1)?.number ?? 0
  const version = versionOf(database)
  if (version > newest) {
    throw new StoreError(
      'from-the-future',
      `the store has version ${version}, this program knows ${newest}: start the newer program`,
    )
  }
  for (const { number, up } of migrations) {
    if (number <= versionOf(database)) continue
    database.transaction(() => {
      up(database)
      database.script(`PRAGMA user_version = ${number}`)
    })
  }
}
