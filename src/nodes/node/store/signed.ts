import type { Hex } from 'viem'
import { fromHex, toHex } from '../../../payloads/encoding/hex.ts'
import type { CertifiedIdentity } from '../../../protocol/certificate.ts'
import { bytesIn, numberIn, textIn } from './columns.ts'
import type { Database, Row } from './database.ts'

/** Longer than any session lives. */
export const SIGNED_KEPT_SECONDS = 90 * 24 * 3600

/** Never what was signed: only its hash, and of which kind it was. */
export type SignedEntry = {
  readonly session: Hex
  readonly request: Hex
  readonly digest: Hex
  /** Unix seconds. */
  readonly at: number
  readonly publicKey: Hex
  readonly identity: CertifiedIdentity
  readonly ability: string
  readonly kind: string
}

/** What this node has given shares for. */
export class SignedStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The same once, however often it is asked for. */
  add(entry: SignedEntry): void {
    this.#database.run(
      `INSERT INTO signed
         (session, request, digest, at, public_key, auth_method_type, auth_method_id, ability, kind)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      fromHex(entry.session),
      fromHex(entry.request),
      fromHex(entry.digest),
      entry.at,
      fromHex(entry.publicKey),
      entry.identity.authMethodType,
      fromHex(entry.identity.id),
      entry.ability,
      entry.kind,
    )
  }

  /** The latest first. */
  latest(most: number): readonly SignedEntry[] {
    return this.#database.all('SELECT * FROM signed ORDER BY at DESC LIMIT ?', most).map(entryOf)
  }

  sweep(now: number): void {
    this.#database.run('DELETE FROM signed WHERE at <= ?', now - SIGNED_KEPT_SECONDS)
  }
}

const entryOf = (row: Row): SignedEntry => ({
  session: toHex(bytesIn(row, 'session')),
  request: toHex(bytesIn(row, 'request')),
  digest: toHex(bytesIn(row, 'digest')),
  at: numberIn(row, 'at'),
  publicKey: toHex(bytesIn(row, 'public_key')),
  identity: {
    authMethodType: textIn(row, 'auth_method_type'),
    id: toHex(bytesIn(row, 'auth_method_id')),
  },
  ability: textIn(row, 'ability'),
  kind: textIn(row, 'kind'),
})
