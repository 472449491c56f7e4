import type { Address, PublicClient } from 'viem'
import { nodeRegistryAbi } from './abi/node-registry.ts'
import type { At } from './contracts.ts'
import type { CurrentNodeSet } from './node-set.ts'

export async function readCurrentNodeSet(
  client: PublicClient,
  registry: Address,
  at: At,
): Promise<CurrentNodeSet> {
  const [epoch, threshold, head, networkKey, nodes] = await client.readContract({
    abi: nodeRegistryAbi,
    address: registry,
    functionName: 'currentNodeSet',
    ...at,
  })
  return { epoch, threshold, head, networkKey, nodes }
}
