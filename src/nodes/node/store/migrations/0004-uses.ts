import type { Migration } from '../migration.ts'

export const uses: Migration = {
  number: 4,
  up: (database) => {
    database.script(`
      -- What was counted for a session, so that a request that is repeated is not counted again.
      CREATE TABLE uses (
        session BLOB NOT NULL,
        request BLOB NOT NULL,
        digest BLOB NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (session, request, digest)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX uses_by_time ON uses (at);
    `)
  },
}
