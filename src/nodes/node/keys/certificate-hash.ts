import { createHash } from 'node:crypto'

/** Both as PEM. */
export type TlsCertificate = { readonly key: string; readonly certificate: string }

/** What the registry has of a certificate: SHA-256 of its DER. */
export const certificateHash = (der: Uint8Array): `0x${string}` =>
  `0x${createHash('sha256').update(der).digest('hex')}`
