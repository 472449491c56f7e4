import { ProtocolError } from '../../../protocol/protocol-error.ts'

/** Why a proof shows nothing: `details.reason` of `bad-proof`. */
export type BadProofReason =
  // The statement.
  | 'statement'
  | 'session-key'
  // What this deployment takes.
  | 'method-not-offered'
  // An id token.
  | 'token-form'
  | 'token-header'
  | 'algorithm'
  | 'issuer'
  | 'unknown-key'
  | 'signature'
  | 'audience'
  | 'subject'
  | 'time'
  | 'nonce'
  | 'commitments'
  // A passkey.
  | 'credential'
  | 'client-data'
  | 'challenge'
  | 'origin'
  | 'relying-party'
  | 'user-verification'
  | 'authenticator-data'
  | 'counter'
  // A wallet.
  | 'message'
  | 'chain'
  | 'undeployed-account'

export const badProof = (
  reason: BadProofReason,
  message: string,
  options: { readonly retryAfter?: number } = {},
): ProtocolError => new ProtocolError('bad-proof', message, { details: { reason }, ...options })
