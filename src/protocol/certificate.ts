import * as z from 'zod'
import { canonicalBytes, canonicalHash } from './canonical.ts'
import { epoch, hash32, hexBytes, hexUpTo, seconds, uint256 } from './schemas.ts'
import { statement } from './statement.ts'

/** Who somebody is, as the registry writes it down. */
export const identity = z.strictObject({
  authMethodType: uint256,
  id: hexUpTo(64),
})
export type CertifiedIdentity = z.infer<typeof identity>

/**
 * What a threshold of nodes says of a session key, in the same bytes from each: all of it follows
 * from the statement, the proof and the epoch.
 */
export const certificate = z.strictObject({
  ...statement.omit({ random: true }).shape,
  epoch,
  identity,
  /** When the person last proved who they are; what is fresh counts from here. */
  provenAt: seconds,
  statement: hash32,
})
export type Certificate = z.infer<typeof certificate>

/** With the network key's signature, compressed in G1. */
export const signedCertificate = z.strictObject({ certificate, signature: hexBytes(48) })
export type SignedCertificate = z.infer<typeof signedCertificate>

/** What the network key signs, for the purpose `session-certificate`. */
export const certificateBytes = (said: Certificate): Uint8Array =>
  canonicalBytes('session-certificate', said)

export const sessionId = (said: Certificate): `0x${string}` =>
  canonicalHash('session-certificate', said)
