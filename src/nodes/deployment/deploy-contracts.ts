import { getAddress } from 'viem'
import { deployment, type Deployment } from '../../protocol/deployment.ts'
import { deploy } from '../../registry/deploy.ts'
import type { RegistryNode } from '../../registry/node-set.ts'
import { readCurrentNodeSet } from '../../registry/read-current-node-set.ts'
import type { ChainAccess } from './chain.ts'
import { OperatorProblem, reasonOf } from './problem.ts'

export type DeploymentNode = Deployment['nodes'][number]

/** What a deployment says beside what the chain says. */
export type DeploymentPlan = Pick<
  Deployment,
  'name' | 'identityProviders' | 'passkey' | 'walletPage' | 'relay'
> & {
  readonly rpcUrls: readonly string[]
  readonly nodes: readonly DeploymentNode[]
}

const most = 20

/** Puts the contracts on a chain with their first node set, and says what everybody must know. */
export async function deployContracts(
  { chainId, reader, sender }: ChainAccess,
  { nodes, rpcUrls, ...rest }: DeploymentPlan,
): Promise<Deployment> {
  const ordered = inOrder(nodes)
  await requireFunds({ chainId, reader, sender })
  const contracts = await deploy(reader, sender, ordered.map(registryNode)).catch(
    (error: unknown) => {
      throw new OperatorProblem(`the contracts could not be deployed: ${reasonOf(error)}`)
    },
  )
  const { epoch, threshold } = await readCurrentNodeSet(reader, contracts.NodeRegistry, {
    blockTag: 'latest',
  })
  return deployment.parse({
    version: 1,
    ...rest,
    chain: { chainId, rpcUrls },
    contracts: Object.fromEntries(
      Object.entries(contracts).map(([name, address]) => [name, address.toLowerCase()]),
    ),
    epoch,
    threshold,
    nodes: ordered,
  })
}

async function requireFunds({ reader, sender }: ChainAccess): Promise<void> {
  const { address } = sender.account
  if ((await reader.getBalance({ address })) > 0n) return
  throw new OperatorProblem(`${address} has no coins on this chain: send it some for gas`)
}

function inOrder(nodes: readonly DeploymentNode[]): readonly DeploymentNode[] {
  if (nodes.length < 2 || nodes.length > most) {
    throw new OperatorProblem(`a deployment has 2 to ${most} nodes, not ${nodes.length}`)
  }
  const ordered = nodes.toSorted((left, right) => left.party - right.party)
  const twice = ordered.find((node, place) => ordered[place - 1]?.party === node.party)
  if (twice !== undefined) {
    throw new OperatorProblem(
      `two nodes are party ${twice.party}: make one of them again under a number of its own`,
    )
  }
  return ordered
}

const registryNode = (node: DeploymentNode): RegistryNode => ({
  ...node,
  operator: getAddress(node.operator),
  signer: getAddress(node.signer),
})
