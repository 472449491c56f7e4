import type { Migration } from '../migration.ts'

export const keys: Migration = {
  number: 1,
  up: (database) => {
    database.script(`
      -- One row a key that this node has, or may come to have, a share of.
      CREATE TABLE keys (
        public_key BLOB PRIMARY KEY,
        purpose TEXT NOT NULL CHECK (purpose IN ('network', 'account')),
        made_at INTEGER NOT NULL,
        -- 0 while it waits in the pool.
        minted INTEGER NOT NULL DEFAULT 0 CHECK (minted IN (0, 1)),
        -- The mint that it is kept for, and until when, in Unix seconds.
        binding BLOB,
        bound_until INTEGER NOT NULL DEFAULT 0
      ) STRICT, WITHOUT ROWID;

      -- A share is pending from the moment that we have signed for it, and held from the moment
      -- that we know that everybody has.
      CREATE TABLE shares (
        public_key BLOB NOT NULL REFERENCES keys (public_key),
        epoch INTEGER NOT NULL,
        sharing BLOB NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('pending', 'held')),
        secret BLOB NOT NULL,
        certificate BLOB,
        made_at INTEGER NOT NULL,
        PRIMARY KEY (public_key, epoch, sharing),
        CHECK ((state = 'held') = (certificate IS NOT NULL))
      ) STRICT, WITHOUT ROWID;
      CREATE UNIQUE INDEX one_held_share ON shares (public_key, epoch) WHERE state = 'held';

      -- Each opening tells something of the key: counted before it is given.
      CREATE TABLE openings (
        public_key BLOB NOT NULL REFERENCES keys (public_key),
        epoch INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (public_key, epoch)
      ) STRICT, WITHOUT ROWID;
    `)
  },
}
