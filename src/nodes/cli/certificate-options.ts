import { hash32 } from '../../protocol/schemas.ts'
import type { CertificateChange } from '../deployment/change-certificate.ts'
import { required, whole } from './read-options.ts'
import { UsageError } from './usage-error.ts'

export const certificateOptions = {
  deployment: { type: 'string' },
  rpc: { type: 'string' },
  party: { type: 'string' },
  certificate: { type: 'string' },
  revoke: { type: 'boolean' },
} as const

type Given = {
  readonly party?: string | undefined
  readonly certificate?: string | undefined
  readonly revoke?: boolean | undefined
}

export function readCertificateChange({ party, certificate, revoke }: Given): CertificateChange {
  if ((certificate === undefined) === (revoke !== true)) {
    throw new UsageError('give --certificate with its hash, or --revoke')
  }
  return {
    party: whole(required(party, '--party'), '--party', 1, 65_535),
    certificate: certificate === undefined ? undefined : hashOf(certificate),
  }
}

function hashOf(text: string): `0x${string}` {
  const parsed = hash32.safeParse(text)
  if (parsed.success) return parsed.data
  throw new UsageError(`--certificate is a hash of 32 bytes in hex, not "${text}"`)
}
