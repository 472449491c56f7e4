import type { Hex } from 'viem'
import { statementDomain, type StatementPlace } from './statement-domain.ts'

const types = {
  NetworkKey: [
    { name: 'previous', type: 'bytes32' },
    { name: 'epoch', type: 'uint32' },
    { name: 'networkKey', type: 'bytes' },
  ],
} as const

export type NetworkKeyMessage = {
  /** The registry's head: what this statement follows. */
  readonly previous: Hex
  readonly epoch: number
  readonly networkKey: Hex
}

/** What every node of the first set signs, once; `at.contract` is the NodeRegistry. */
export function networkKeyStatement(at: StatementPlace, message: NetworkKeyMessage) {
  return {
    domain: statementDomain('Assent NodeRegistry', at),
    types,
    primaryType: 'NetworkKey',
    message,
  } as const
}
