import * as z from 'zod'
import { hash32, hexBytes, hexUpTo, party, seconds } from './schemas.ts'

/** That a node has seen the hash of a token, and for which session key, before the token itself. */
export const commitmentAcknowledgement = z.strictObject({
  party,
  at: seconds,
  signature: hexBytes(64),
})
export type CommitmentAcknowledgement = z.infer<typeof commitmentAcknowledgement>

/** An id token, with the statement's hash, as 0x and hex, for its nonce. */
const openId = z.strictObject({
  kind: z.literal('openid'),
  token: z.string().min(1).max(8192),
  /** For a provider whose tokens have no nonce. */
  commitments: z.array(commitmentAcknowledgement).min(1).max(20).optional(),
})

/** The statement's hash, 32 bytes, is the challenge. Fields as WebAuthn returns them. */
const passkey = z.strictObject({
  kind: z.literal('passkey'),
  credentialId: hexUpTo(1023),
  /** COSE, as it was registered: it is part of the identity. */
  publicKey: hexUpTo(1024),
  authenticatorData: hexUpTo(2048),
  clientData: hexUpTo(4096),
  signature: hexUpTo(1024),
})

/** EIP-4361, as `walletMessage` writes it. */
const wallet = z.strictObject({
  kind: z.literal('wallet'),
  message: z.string().min(1).max(4096),
  /** 65 bytes from a key, or whatever a contract's isValidSignature (EIP-1271) takes. */
  signature: hexUpTo(4096),
})

export const proof = z.discriminatedUnion('kind', [openId, passkey, wallet])
export type Proof = z.infer<typeof proof>

/** SHA-256 of the token's text. */
export const commitment = z.strictObject({ tokenHash: hash32 })
