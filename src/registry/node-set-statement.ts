import type { Hex } from 'viem'
import type { NodeSet } from './node-set.ts'
import { statementDomain, type StatementPlace } from './statement-domain.ts'

const types = {
  NodeSet: [
    { name: 'previous', type: 'bytes32' },
    { name: 'epoch', type: 'uint32' },
    { name: 'threshold', type: 'uint16' },
    { name: 'networkKey', type: 'bytes' },
    { name: 'nodes', type: 'Node[]' },
  ],
  Node: [
    { name: 'party', type: 'uint16' },
    { name: 'operator', type: 'address' },
    { name: 'signer', type: 'address' },
    { name: 'identityKey', type: 'bytes32' },
    { name: 'certificate', type: 'bytes32' },
    { name: 'peerUrl', type: 'string' },
    { name: 'walletUrl', type: 'string' },
  ],
} as const

export type NodeSetMessage = NodeSet & {
  /** The registry's head: what this statement follows. */
  readonly previous: Hex
  readonly networkKey: Hex
}

/** What a threshold of the set before signs for the next one; `at.contract` is the NodeRegistry. */
export function nodeSetStatement(at: StatementPlace, message: NodeSetMessage) {
  return {
    domain: statementDomain('Assent NodeRegistry', at),
    types,
    primaryType: 'NodeSet',
    message,
  } as const
}
