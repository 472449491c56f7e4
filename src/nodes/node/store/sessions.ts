import type { Hex } from 'viem'
import { fromHex, toHex } from '../../../payloads/encoding/hex.ts'
import {
  certificate as certificateSchema,
  sessionId,
  type Certificate,
  type CertifiedIdentity,
} from '../../../protocol/certificate.ts'
import { bytesIn, numberIn, textIn } from './columns.ts'
import type { Database, Row } from './database.ts'

export type SessionUsage = {
  /** Unix seconds of the last signature. */
  readonly usedAt: number | undefined
  readonly signatures: number
  readonly spent: bigint
  /** The digest for which a session with `manage` was used up. */
  readonly managed: Hex | undefined
  readonly ended: boolean
}

export type StoredSession = SessionUsage & {
  readonly id: Hex
  readonly certificate: Certificate
}

const isEnded = `EXISTS (
  SELECT 1 FROM ended_sessions AS e WHERE e.id = s.id
  AND e.auth_method_type = s.auth_method_type AND e.auth_method_id = s.auth_method_id
)`

/** Sessions, what they have used up, and which are over before their time. Times are seconds. */
export class SessionStore {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Does nothing where it is known. */
  add(certificate: Certificate): void {
    const { identity, expiresAt } = certificate
    this.#database.run(
      `INSERT INTO sessions (id, auth_method_type, auth_method_id, certificate, expires_at)
       VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      fromHex(sessionId(certificate)),
      identity.authMethodType,
      fromHex(identity.id),
      JSON.stringify(certificate),
      expiresAt,
    )
  }

  find(id: Hex): StoredSession | undefined {
    const row = this.#database.get(
      `SELECT s.*, ${isEnded} AS ended FROM sessions AS s WHERE s.id = ?`,
      fromHex(id),
    )
    return row === undefined ? undefined : sessionOf(row)
  }

  usageOf(id: Hex): SessionUsage | undefined {
    const row = this.#database.get(
      `SELECT used_at, signatures, spent, managed, ${isEnded} AS ended
       FROM sessions AS s WHERE s.id = ?`,
      fromHex(id),
    )
    return row === undefined ? undefined : usageIn(row)
  }

  /** The latest to expire first. */
  ofIdentity(identity: CertifiedIdentity, most: number): readonly StoredSession[] {
    return this.#database
      .all(
        `SELECT s.*, ${isEnded} AS ended FROM sessions AS s
         WHERE s.auth_method_type = ? AND s.auth_method_id = ?
         ORDER BY s.expires_at DESC, s.id LIMIT ?`,
        ...columnsOf(identity),
        most,
      )
      .map(sessionOf)
  }

  countOf(identity: CertifiedIdentity): number {
    return this.#count('sessions', identity)
  }

  use(id: Hex, at: number, use: Pick<SessionUsage, 'signatures' | 'spent' | 'managed'>): void {
    this.#database.run(
      'UPDATE sessions SET used_at = ?, signatures = ?, spent = ?, managed = ? WHERE id = ?',
      at,
      use.signatures,
      use.spent.toString(),
      use.managed === undefined ? null : fromHex(use.managed),
      fromHex(id),
    )
  }

  end(id: Hex, identity: CertifiedIdentity, until: number): void {
    this.#database.run(
      `INSERT INTO ended_sessions (id, auth_method_type, auth_method_id, until)
       VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET until = max(until, excluded.until)`,
      fromHex(id),
      ...columnsOf(identity),
      until,
    )
  }

  isEnded(id: Hex, identity: CertifiedIdentity): boolean {
    const row = this.#database.get(
      `SELECT 1 FROM ended_sessions
       WHERE id = ? AND auth_method_type = ? AND auth_method_id = ?`,
      fromHex(id),
      ...columnsOf(identity),
    )
    return row !== undefined
  }

  endedCountOf(identity: CertifiedIdentity): number {
    return this.#count('ended_sessions', identity)
  }

  /** Milliseconds; 0 for a session that never was ahead of our clock, or is not known. */
  aheadUntil(id: Hex): number {
    const row = this.#database.get('SELECT ahead_until FROM sessions WHERE id = ?', fromHex(id))
    return row === undefined ? 0 : numberIn(row, 'ahead_until')
  }

  setAheadUntil(id: Hex, milliseconds: number): void {
    this.#database.run(
      'UPDATE sessions SET ahead_until = max(ahead_until, ?) WHERE id = ?',
      milliseconds,
      fromHex(id),
    )
  }

  sweep(now: number): void {
    this.#database.run('DELETE FROM sessions WHERE expires_at <= ?', now)
    this.#database.run('DELETE FROM ended_sessions WHERE until <= ?', now)
  }

  #count(table: 'sessions' | 'ended_sessions', identity: CertifiedIdentity): number {
    const row = this.#database.get(
      `SELECT count(*) AS found FROM ${table} WHERE auth_method_type = ? AND auth_method_id = ?`,
      ...columnsOf(identity),
    )
    return numberIn(row ?? {}, 'found')
  }
}

const columnsOf = ({ authMethodType, id }: CertifiedIdentity): readonly [string, Uint8Array] => [
  authMethodType,
  fromHex(id),
]

const sessionOf = (row: Row): StoredSession => ({
  id: toHex(bytesIn(row, 'id')),
  certificate: certificateSchema.parse(JSON.parse(textIn(row, 'certificate'))),
  ...usageIn(row),
})

const usageIn = (row: Row): SessionUsage => ({
  usedAt: row['used_at'] === null ? undefined : numberIn(row, 'used_at'),
  signatures: numberIn(row, 'signatures'),
  spent: BigInt(textIn(row, 'spent')),
  managed: row['managed'] === null ? undefined : toHex(bytesIn(row, 'managed')),
  ended: numberIn(row, 'ended') === 1,
})
