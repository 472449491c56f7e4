import type { Hex } from 'viem'
import { fromHex } from '../../../payloads/encoding/hex.ts'
import type { Database } from './database.ts'

export type Use = { readonly session: Hex; readonly request: Hex; readonly digest: Hex }

/** Nobody repeats a request after longer than this; who does is counted twice. */
const KEPT_SECONDS = 3600

/** Which requests were counted already. */
export class UseStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  has({ session, request, digest }: Use): boolean {
    const found = this.#database.get(
      'SELECT 1 FROM uses WHERE session = ? AND request = ? AND digest = ?',
      fromHex(session),
      fromHex(request),
      fromHex(digest),
    )
    return found !== undefined
  }

  /** False where it was there before. */
  add({ session, request, digest }: Use, at: number): boolean {
    const added = this.#database.run(
      'INSERT INTO uses (session, request, digest, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
      fromHex(session),
      fromHex(request),
      fromHex(digest),
      at,
    )
    return added === 1
  }

  sweep(now: number): void {
    this.#database.run('DELETE FROM uses WHERE at <= ?', now - KEPT_SECONDS)
  }
}
