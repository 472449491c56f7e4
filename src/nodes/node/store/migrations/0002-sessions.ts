import type { Migration } from '../migration.ts'

export const sessions: Migration = {
  number: 2,
  up: (database) => {
    database.script(`
      -- One row a session that this node has certified or met, until it expires.
      CREATE TABLE sessions (
        id BLOB PRIMARY KEY,
        auth_method_type TEXT NOT NULL,
        auth_method_id BLOB NOT NULL,
        certificate TEXT NOT NULL,
        expires_at INTEGER NOT NULL,
        used_at INTEGER,
        signatures INTEGER NOT NULL DEFAULT 0,
        -- In decimal digits: 256 bits are more than a column's number can hold.
        spent TEXT NOT NULL DEFAULT '0',
        -- Of the one thing that a session with \`manage\` has changed.
        managed BLOB,
        -- In milliseconds: up to this time requests may have been taken before our clock was there.
        ahead_until INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX sessions_of_identity ON sessions (auth_method_type, auth_method_id);
      CREATE INDEX sessions_by_expiry ON sessions (expires_at);

      -- What an identity has ended, whether this node has met the session or not.
      CREATE TABLE ended_sessions (
        id BLOB NOT NULL,
        auth_method_type TEXT NOT NULL,
        auth_method_id BLOB NOT NULL,
        until INTEGER NOT NULL,
        PRIMARY KEY (id, auth_method_type, auth_method_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX ended_of_identity ON ended_sessions (auth_method_type, auth_method_id);
      CREATE INDEX ended_by_time ON ended_sessions (until);
    `)
  },
}
