import type { Hex } from 'viem'
import { statementDomain, type StatementPlace } from './statement-domain.ts'

const types = {
  Certificate: [
    { name: 'previous', type: 'bytes32' },
    { name: 'epoch', type: 'uint32' },
    { name: 'party', type: 'uint16' },
    { name: 'certificate', type: 'bytes32' },
  ],
} as const

export type CertificateMessage = {
  /** The registry's head: what this statement follows. */
  readonly previous: Hex
  readonly epoch: number
  readonly party: number
  /** All zero to revoke the one there is. */
  readonly certificate: Hex
}

/** What a threshold signs to replace or revoke a node's certificate. */
export function certificateStatement(at: StatementPlace, message: CertificateMessage) {
  return {
    domain: statementDomain('Assent NodeRegistry', at),
    types,
    primaryType: 'Certificate',
    message,
  } as const
}
