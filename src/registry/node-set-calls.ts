import { encodeFunctionData, type Address, type Hex } from 'viem'
import { nodeRegistryAbi } from './abi/node-registry.ts'
import type { Call } from './contracts.ts'
import type { NodeSet } from './node-set.ts'

type Signatures = readonly Hex[]

/** Sets the network key, with the signatures of every node of the first set. */
export function networkKeyCall(registry: Address, networkKey: Hex, signatures: Signatures): Call {
  const args = [networkKey, signatures] as const
  const data = encodeFunctionData({ abi: nodeRegistryAbi, functionName: 'setNetworkKey', args })
  return { to: registry, data }
}

/** Hands over to a set, with the signatures of a threshold of the one before. */
export function nodeSetCall(registry: Address, set: NodeSet, signatures: Signatures): Call {
  const args = [set.epoch, set.threshold, set.nodes, signatures] as const
  const data = encodeFunctionData({ abi: nodeRegistryAbi, functionName: 'changeNodeSet', args })
  return { to: registry, data }
}

/** Replaces or revokes one node's certificate, with the signatures of a threshold. */
export function certificateCall(
  registry: Address,
  change: { readonly party: number; readonly certificate: Hex },
  signatures: Signatures,
): Call {
  const args = [change.party, change.certificate, signatures] as const
  const data = encodeFunctionData({ abi: nodeRegistryAbi, functionName: 'changeCertificate', args })
  return { to: registry, data }
}
