import type { NodeSetView, NodeView } from '../../messages/popup/node-set-view.ts'
import type { Problem } from '../../messages/popup/problem.ts'
import type { Deployment } from '../../protocol/deployment.ts'
import type { Health } from '../../quorum/network/health.ts'
import { isLoopback } from './is-loopback.ts'
import { nodeSetIdentity } from './node-set-identity.ts'

export type NodeSetState = {
  readonly state: NodeSetView['state']
  readonly problem?: Problem
}

/** The nodes that the network key has signed for, as soon as it is known which these are. */
export type FoundNodes = {
  readonly threshold: number
  readonly nodes: readonly { readonly party: number; readonly walletUrl: string }[]
  readonly health: Pick<Health, 'isLiar' | 'isFailing'>
}

export const composeNodeSetView = (
  deployment: Deployment,
  { state, problem }: NodeSetState,
  found: FoundNodes | undefined,
): NodeSetView => ({
  id: nodeSetIdentity(deployment),
  name: deployment.name,
  registry: deployment.contracts.NodeRegistry,
  registryChainId: deployment.chain.chainId,
  networkKey: deployment.networkKey ?? '',
  threshold: found?.threshold ?? deployment.threshold,
  nodes: (found ?? deployment).nodes.map(({ party, walletUrl }) => ({
    party,
    url: walletUrl,
    state: stateOf(party, found),
  })),
  state,
  ...(problem !== undefined && { problem }),
  isDevnet: deployment.chain.rpcUrls.every(isLoopback),
  hasRelay: deployment.relay !== undefined,
})

const stateOf = (party: number, found: FoundNodes | undefined): NodeView['state'] => {
  if (found === undefined) return 'unknown'
  if (found.health.isLiar(party)) return 'lied'
  return found.health.isFailing(party) ? 'silent' : 'fine'
}
