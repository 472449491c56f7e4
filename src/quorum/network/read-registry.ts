import type { Deployment } from '../../protocol/deployment.ts'
import { nodeSetId } from '../../protocol/deployment.ts'
import { nodeSetRecord, type NodeSetRecord } from '../../protocol/node-set-record.ts'
import { readCurrentNodeSet } from '../../registry/read-current-node-set.ts'
import { QuorumError } from '../errors.ts'
import type { Chain } from './chain.ts'
import { readOrRefuse } from './read-or-refuse.ts'

/** The node set as the RPC tells it, at a final block; nobody has signed for it yet. */
export const readRegistry = async (
  chain: Chain,
  deployment: Deployment,
): Promise<NodeSetRecord | 'no-key'> => {
  const { hash } = await chain.finalBlock()
  const { NodeRegistry } = deployment.contracts
  const at = { blockHash: hash, requireCanonical: true } as const
  const set = await readOrRefuse(() => readCurrentNodeSet(chain.client, NodeRegistry, at))
  if (set.networkKey === '0x') return 'no-key'
  const record = nodeSetRecord.safeParse({
    nodeSet: nodeSetId(deployment),
    head: set.head,
    epoch: set.epoch,
    threshold: set.threshold,
    networkKey: set.networkKey,
    nodes: set.nodes.map((node) => ({
      ...node,
      operator: node.operator.toLowerCase(),
      signer: node.signer.toLowerCase(),
    })),
  })
  if (record.success) return record.data
  throw new QuorumError(
    'untrusted-registry',
    'the registry read by RPC is not one: use another RPC',
  )
}
