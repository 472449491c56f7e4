import type { Hex } from 'viem'
import { fromHex, toHex } from '../../../payloads/encoding/hex.ts'
import { bytesIn } from './columns.ts'
import type { Database } from './database.ts'

export type UsedProof = { readonly proof: Hex; readonly statement: Hex; readonly session: Hex }

/** Proofs that have opened a session, until they would be too old to be looked at. */
export class UsedProofStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Rows that name the proof or the statement; both where they name each other. */
  find(proof: Hex, statement: Hex): readonly UsedProof[] {
    return this.#database
      .all(
        'SELECT * FROM used_proofs WHERE proof = ? OR statement = ?',
        fromHex(proof),
        fromHex(statement),
      )
      .map((row) => ({
        proof: toHex(bytesIn(row, 'proof')),
        statement: toHex(bytesIn(row, 'statement')),
        session: toHex(bytesIn(row, 'session')),
      }))
  }

  add({ proof, statement, session }: UsedProof, until: number): void {
    this.#database.run(
      'INSERT INTO used_proofs (proof, statement, session, until) VALUES (?, ?, ?, ?)',
      fromHex(proof),
      fromHex(statement),
      fromHex(session),
      until,
    )
  }

  sweep(now: number): void {
    this.#database.run('DELETE FROM used_proofs WHERE until <= ?', now)
  }
}
