import type { Migration } from '../migration.ts'

export const signed: Migration = {
  number: 5,
  up: (database) => {
    database.script(`
      -- What this node has given a share for, and to whom: for the operator, when somebody asks.
      CREATE TABLE signed (
        session BLOB NOT NULL,
        request BLOB NOT NULL,
        digest BLOB NOT NULL,
        at INTEGER NOT NULL,
        public_key BLOB NOT NULL,
        auth_method_type TEXT NOT NULL,
        auth_method_id BLOB NOT NULL,
        ability TEXT NOT NULL,
        kind TEXT NOT NULL,
        PRIMARY KEY (session, request, digest)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX signed_at ON signed (at);
    `)
  },
}
