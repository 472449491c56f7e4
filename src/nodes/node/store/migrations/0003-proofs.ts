import type { Migration } from '../migration.ts'

export const proofs: Migration = {
  number: 3,
  up: (database) => {
    database.script(`
      -- Which proof opened a session for which statement; neither does it twice.
      CREATE TABLE used_proofs (
        proof BLOB PRIMARY KEY,
        statement BLOB NOT NULL UNIQUE,
        session BLOB NOT NULL,
        until INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX proofs_by_time ON used_proofs (until);

      -- The first session key that anybody named for the hash of a token.
      CREATE TABLE commitments (
        token_hash BLOB PRIMARY KEY,
        session_key TEXT NOT NULL,
        at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX commitments_by_time ON commitments (at);

      -- The highest signature counter of each passkey that counts.
      CREATE TABLE passkey_counters (
        credential BLOB PRIMARY KEY,
        counter INTEGER NOT NULL,
        seen_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX counters_by_time ON passkey_counters (seen_at);
    `)
  },
}
