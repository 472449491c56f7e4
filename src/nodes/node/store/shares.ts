import { Reader } from '../../../threshold/encoding/reader.ts'
import { bls12381G2 } from '../../../threshold/groups/bls12-381.ts'
import type { Group } from '../../../threshold/groups/group.ts'
import { secp256k1 } from '../../../threshold/groups/secp256k1.ts'
import { certificateCodec, type HandoverCertificate } from '../../../threshold/keygen/handover.ts'
import {
  publicKey,
  type KeyShare,
  type PublicSharing,
} from '../../../threshold/sharing/key-share.ts'
import { encodeSharing, sharingCodec } from '../../../threshold/sharing/sharing-codec.ts'
import { bytesIn, numberIn, textIn } from './columns.ts'
import type { Database, Row } from './database.ts'
import { StoreError } from './store-error.ts'

/** What a key is for decides the group it lives in. */
export type KeyPurpose = 'network' | 'account'

export const groupOf = (purpose: KeyPurpose): Group =>
  purpose === 'network' ? bls12381G2 : secp256k1

export type StoredShare = {
  readonly purpose: KeyPurpose
  readonly sharing: PublicSharing
  readonly secret: Uint8Array
}

/** The rows of shares, and of the keys that they are of. Nothing outside of the store sees them. */
export class Shares {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** Keeps a share that we are about to sign for. */
  keepPending(purpose: KeyPurpose, { sharing, secret }: KeyShare, madeAt: number): void {
    const key = keyBytes(sharing)
    this.#database.transaction(() => {
      this.#database.run(
        'INSERT INTO keys (public_key, purpose, made_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
        key,
        purpose,
        madeAt,
      )
      this.#database.run(
        `INSERT INTO shares (public_key, epoch, sharing, state, secret, made_at)
         VALUES (?, ?, ?, 'pending', ?, ?) ON CONFLICT DO NOTHING`,
        key,
        sharing.epoch,
        encodeSharing(sharing),
        secret,
        madeAt,
      )
    })
  }

  /** Everybody has signed. False if we have no share of this sharing. */
  hold(certificate: HandoverCertificate): boolean {
    const { sharing } = certificate
    return (
      this.#database.run(
        `UPDATE shares SET state = 'held', certificate = ?
         WHERE public_key = ? AND epoch = ? AND sharing = ?`,
        certificateCodec(sharing.group).encode(certificate),
        keyBytes(sharing),
        sharing.epoch,
        encodeSharing(sharing),
      ) === 1
    )
  }

  /** The newest held share of a key. */
  held(key: Uint8Array): StoredShare | undefined {
    const row = this.#database.get(
      `SELECT purpose, sharing, secret FROM shares JOIN keys USING (public_key)
       WHERE public_key = ? AND state = 'held' ORDER BY epoch DESC LIMIT 1`,
      key,
    )
    if (row === undefined) return undefined
    const purpose = purposeIn(row)
    return { purpose, sharing: sharingIn(row, purpose), secret: bytesIn(row, 'secret') }
  }

  certificate(key: Uint8Array, epoch: number): Uint8Array | undefined {
    const row = this.#database.get(
      `SELECT certificate FROM shares WHERE public_key = ? AND epoch = ? AND state = 'held'`,
      key,
      epoch,
    )
    return row && bytesIn(row, 'certificate')
  }

  /** Sharings that we have signed for and do not know to be held by all. */
  pending(): readonly { purpose: KeyPurpose; sharing: PublicSharing; madeAt: number }[] {
    const rows = this.#database.all(
      `SELECT purpose, sharing, shares.made_at AS made_at FROM shares JOIN keys USING (public_key)
       WHERE state = 'pending' ORDER BY shares.made_at`,
    )
    return rows.map((row) => {
      const purpose = purposeIn(row)
      return { purpose, sharing: sharingIn(row, purpose), madeAt: numberIn(row, 'made_at') }
    })
  }

  /** Erases a share that nobody ever came to hold, and its key if nothing else is left of it. */
  dropPending(sharing: PublicSharing): void {
    const key = keyBytes(sharing)
    this.#database.transaction(() => {
      this.#database.run(
        `DELETE FROM shares WHERE public_key = ? AND epoch = ? AND sharing = ? AND state = 'pending'`,
        key,
        sharing.epoch,
        encodeSharing(sharing),
      )
      this.#database.run(
        `DELETE FROM keys WHERE public_key = ?
         AND NOT EXISTS (SELECT 1 FROM shares WHERE shares.public_key = keys.public_key)`,
        key,
      )
    })
  }
}

const keyBytes = (sharing: PublicSharing): Uint8Array =>
  sharing.group.encodePoint(publicKey(sharing))

const purposeIn = (row: Row): KeyPurpose => {
  const purpose = textIn(row, 'purpose')
  if (purpose === 'network' || purpose === 'account') return purpose
  throw new StoreError('corrupt', `a key for ${purpose} is stored`)
}

const sharingIn = (row: Row, purpose: KeyPurpose): PublicSharing => {
  const input = new Reader(bytesIn(row, 'sharing'))
  const sharing = sharingCodec(groupOf(purpose)).read(input)
  input.end()
  return sharing
}
