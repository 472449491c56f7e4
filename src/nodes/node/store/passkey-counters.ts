import type { Hex } from 'viem'
import { fromHex } from '../../../payloads/encoding/hex.ts'
import type { Database } from './database.ts'

/** A passkey that nobody used for so long may begin anew. */
const KEPT_SECONDS = 400 * 24 * 3600

/** How far the signature counter of each passkey has come. */
export class PasskeyCounterStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** False where the counter did not rise: two authenticators share a key. Zero counts nothing. */
  raise(credential: Hex, counter: number, now: number): boolean {
    if (counter === 0) {
      const seen = this.#database.get(
        'SELECT 1 FROM passkey_counters WHERE credential = ?',
        fromHex(credential),
      )
      return seen === undefined
    }
    const changed = this.#database.run(
      `INSERT INTO passkey_counters (credential, counter, seen_at) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET counter = excluded.counter, seen_at = excluded.seen_at
       WHERE excluded.counter > counter`,
      fromHex(credential),
      counter,
      now,
    )
    return changed === 1
  }

  sweep(now: number): void {
    this.#database.run('DELETE FROM passkey_counters WHERE seen_at <= ?', now - KEPT_SECONDS)
  }
}
