import type { Hex } from 'viem'
import type { CertifiedIdentity } from '../../../protocol/certificate.ts'

/** What a proof that holds says. All of it follows from the statement and the proof alone. */
export type Proven = {
  readonly method: 'openid' | 'passkey' | 'wallet'
  readonly identity: CertifiedIdentity
  /** As the registry keeps it beside the identity: a passkey's public key, or nothing. */
  readonly userPubkey: Hex
  /** Unix seconds. */
  readonly provenAt: number
  /** Names this proof however it is spelled, so that it is not used for something else. */
  readonly proofId: Hex
  /** A passkey's; it must rise from sign-in to sign-in, unless it stays zero. */
  readonly counter?: number
}
