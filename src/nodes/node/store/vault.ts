import { OpeningBudget, type OpeningCounts } from '../../../threshold/ecdsa/opening-budget.ts'
import { wipe } from '../../../threshold/encoding/bytes.ts'
import type { HandoverCertificate } from '../../../threshold/keygen/handover.ts'
import type { KeyShare, PublicSharing } from '../../../threshold/sharing/key-share.ts'
import { bytesIn, numberIn } from './columns.ts'
import type { Database } from './database.ts'
import { Shares, type KeyPurpose } from './shares.ts'

export type { KeyPurpose } from './shares.ts'

/** Why a key was not bound: it is no key of ours, it is minted, or another mint has it. */
export type BindRefusal = 'unknown' | 'minted' | 'taken'

const CACHED_SHARINGS = 512

/** What ceremonies have of the store: keys, our shares of them, and what is counted of each. */
export class Vault {
  readonly #database: Database
  readonly #shares: Shares
  readonly #self: number
  readonly #now: () => number
  /** What is public of keys that were asked for lately: decoding points takes a while. */
  readonly #sharings = new Map<string, PublicSharing>()

  /** `now` is in milliseconds. */
  constructor(database: Database, self: number, now: () => number = Date.now) {
    this.#database = database
    this.#shares = new Shares(database)
    this.#self = self
    this.#now = now
  }

  keepPending(purpose: KeyPurpose, share: KeyShare): void {
    this.#shares.keepPending(purpose, share, this.#now())
  }

  hold(certificate: HandoverCertificate): boolean {
    return this.#shares.hold(certificate)
  }

  pending(): readonly { purpose: KeyPurpose; sharing: PublicSharing; madeAt: number }[] {
    return this.#shares.pending()
  }

  dropPending(sharing: PublicSharing): void {
    this.#shares.dropPending(sharing)
  }

  certificate(publicKey: Uint8Array, epoch: number): Uint8Array | undefined {
    return this.#shares.certificate(publicKey, epoch)
  }

  sharing(publicKey: Uint8Array): PublicSharing | undefined {
    const name = Buffer.from(publicKey).toString('latin1')
    const cached = this.#sharings.get(name)
    if (cached !== undefined) return cached
    const stored = this.#shares.held(publicKey)
    if (stored === undefined) return undefined
    wipe(stored.secret)
    const [oldest] = this.#sharings.keys()
    if (this.#sharings.size >= CACHED_SHARINGS && oldest !== undefined) {
      this.#sharings.delete(oldest)
    }
    this.#sharings.set(name, stored.sharing)
    return stored.sharing
  }

  /** Lends our share; it is overwritten when `work` is over. */
  withShare<T>(publicKey: Uint8Array, work: (share: KeyShare) => T): T | undefined {
    const stored = this.#shares.held(publicKey)
    if (stored === undefined) return undefined
    const { sharing, secret } = stored
    try {
      return work({ sharing, self: this.#self, secret })
    } finally {
      wipe(secret)
    }
  }

  /** The network's key, once we hold a share of it. */
  networkKey(): Uint8Array | undefined {
    const row = this.#database.get(
      `SELECT public_key FROM keys JOIN shares USING (public_key)
       WHERE purpose = 'network' AND state = 'held' ORDER BY keys.made_at LIMIT 1`,
    )
    return row && bytesIn(row, 'public_key')
  }

  /** Keys that wait in the pool and are not bound, oldest first. */
  readyKeys(): readonly Uint8Array[] {
    return this.#database
      .all(
        `SELECT DISTINCT public_key, keys.made_at FROM keys JOIN shares USING (public_key)
         WHERE purpose = 'account' AND minted = 0 AND state = 'held' AND bound_until <= ?
         ORDER BY keys.made_at, public_key`,
        this.#seconds(),
      )
      .map((row) => bytesIn(row, 'public_key'))
  }

  heldAccounts(): number {
    return this.#count(
      `SELECT count(DISTINCT public_key) AS count FROM keys JOIN shares USING (public_key)
       WHERE purpose = 'account' AND state = 'held'`,
    )
  }

  /** Keys of the pool, bound ones among them. */
  waitingAccounts(): number {
    return this.#count(
      `SELECT count(DISTINCT public_key) AS count FROM keys JOIN shares USING (public_key)
       WHERE purpose = 'account' AND state = 'held' AND minted = 0`,
    )
  }

  /** Keeps a key for one mint until then. Undefined if it is kept. */
  bind(publicKey: Uint8Array, binding: Uint8Array, until: number): BindRefusal | undefined {
    return this.#database.transaction(() => {
      const row = this.#database.get(
        `SELECT minted, binding, bound_until FROM keys
         WHERE public_key = ? AND purpose = 'account' AND EXISTS
           (SELECT 1 FROM shares WHERE shares.public_key = keys.public_key AND state = 'held')`,
        publicKey,
      )
      if (row === undefined) return 'unknown'
      if (numberIn(row, 'minted') === 1) return 'minted'
      const boundUntil = numberIn(row, 'bound_until')
      const bound = boundUntil > this.#seconds() && row['binding'] instanceof Uint8Array
      const ours = bound && Buffer.compare(bytesIn(row, 'binding'), binding) === 0
      if (bound && !ours) return 'taken'
      this.#database.run(
        'UPDATE keys SET binding = ?, bound_until = ? WHERE public_key = ?',
        binding,
        // What was promised is not taken back by asking again for less.
        ours ? Math.max(boundUntil, until) : until,
        publicKey,
      )
      return undefined
    })
  }

  holdBack(publicKey: Uint8Array, until: number): void {
    this.#database.run(
      `UPDATE keys SET bound_until = max(bound_until, ?)
       WHERE public_key = ? AND purpose = 'account' AND minted = 0`,
      until,
      publicKey,
    )
  }

  markMinted(publicKey: Uint8Array): void {
    this.#database.run(
      `UPDATE keys SET minted = 1, binding = NULL, bound_until = 0
       WHERE public_key = ? AND purpose = 'account' AND minted = 0`,
      publicKey,
    )
  }

  /** Counts openings of a key; a count is on the disk before anything is opened. */
  openingBudget(publicKey: Uint8Array, epoch: number, counted: () => void): OpeningBudget {
    return new OpeningBudget(this.#openings(publicKey, epoch), ({ epoch: count }) => {
      this.#database.run(
        `INSERT INTO openings (public_key, epoch, count) VALUES (?, ?, ?)
         ON CONFLICT DO UPDATE SET count = excluded.count`,
        publicKey,
        epoch,
        count,
      )
      counted()
    })
  }

  #openings(publicKey: Uint8Array, epoch: number): OpeningCounts {
    const rows = this.#database.all(
      'SELECT epoch, count FROM openings WHERE public_key = ?',
      publicKey,
    )
    const count = (row: (typeof rows)[number]): number => numberIn(row, 'count')
    const now = rows.find((row) => numberIn(row, 'epoch') === epoch)
    return {
      epoch: now === undefined ? 0 : count(now),
      life: rows.reduce((sum, row) => sum + count(row), 0),
    }
  }

  #count(sql: string): number {
    return numberIn(this.#database.get(sql) ?? {}, 'count')
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000)
  }
}
