import type { Address, PublicClient } from 'viem'
import { nodeRegistryAbi } from './abi/node-registry.ts'
import type { At } from './contracts.ts'
import type { NodeSet } from './node-set.ts'

/** The node set of an epoch, past or current. */
export async function readNodeSet(
  client: PublicClient,
  registry: Address,
  epoch: number,
  at: At,
): Promise<NodeSet> {
  const [threshold, nodes] = await client.readContract({
    abi: nodeRegistryAbi,
    address: registry,
    functionName: 'nodeSet',
    args: [epoch],
    ...at,
  })
  return { epoch, threshold, nodes }
}
