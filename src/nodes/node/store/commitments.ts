import type { Hex } from 'viem'
import { fromHex } from '../../../payloads/encoding/hex.ts'
import { numberIn, textIn } from './columns.ts'
import type { Database } from './database.ts'

export type StoredCommitment = { readonly sessionKey: string; readonly at: number }

/** For which session key the hash of a token was first named, and when in Unix seconds. */
export class CommitmentStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  find(tokenHash: Hex): StoredCommitment | undefined {
    const row = this.#database.get(
      'SELECT session_key, at FROM commitments WHERE token_hash = ?',
      fromHex(tokenHash),
    )
    if (row === undefined) return undefined
    return { sessionKey: textIn(row, 'session_key'), at: numberIn(row, 'at') }
  }

  add(tokenHash: Hex, { sessionKey, at }: StoredCommitment): void {
    this.#database.run(
      'INSERT INTO commitments (token_hash, session_key, at) VALUES (?, ?, ?)',
      fromHex(tokenHash),
      sessionKey,
      at,
    )
  }

  count(): number {
    return numberIn(this.#database.get('SELECT count(*) AS found FROM commitments') ?? {}, 'found')
  }

  sweep(madeUntil: number): void {
    this.#database.run('DELETE FROM commitments WHERE at <= ?', madeUntil)
  }
}
