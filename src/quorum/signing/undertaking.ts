import type { Hex } from '../../payloads/encoding/hex.ts'
import type { VerifiedNodeSet } from '../network/node-set.ts'
import type { Session } from '../sessions/session.ts'
import type { Lamps } from './lamps.ts'

/** What all attempts at one signature have in common. */
export type Undertaking = {
  readonly session: Session
  readonly set: VerifiedNodeSet
  readonly publicKey: Hex
  readonly light: Lamps
  /** Unix time in milliseconds. */
  readonly deadline: number
}
