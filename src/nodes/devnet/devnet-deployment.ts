import { existsSync } from 'node:fs'
import { getAddress } from 'viem'
import type { Deployment } from '../../protocol/deployment.ts'
import { openChain } from '../deployment/chain.ts'
import { deployContracts, type DeploymentNode } from '../deployment/deploy-contracts.ts'
import { readDeployment, writeDeployment } from '../deployment/deployment-file.ts'
import { OperatorProblem } from '../deployment/problem.ts'
import type { ChainClient } from './chain/chain-client.ts'
import type { ChainKeeper } from './chain/chain-keeper.ts'
import type { Ports } from './ports.ts'
import { keptAccount } from './state/key.ts'
import type { Places } from './state/places.ts'

export const clientId = 'assent-devnet'

export const at = (port: number): string => `http://127.0.0.1:${port}`

type Parts = {
  readonly places: Places
  readonly ports: Ports
  readonly chain: ChainClient
  readonly keeper: ChainKeeper
  readonly nodes: () => Promise<readonly DeploymentNode[]>
}

/** The deployment of the runs before, if its contracts are still there, or a new one. */
export async function devnetDeployment(parts: Parts): Promise<Deployment> {
  const { places, chain } = parts
  if (!existsSync(places.deployment)) return deployNew(parts)
  const deployment = readDeployment(places.deployment)
  if (await holdsRegistry(chain, places)) return deployment
  throw new OperatorProblem(
    `the registry ${deployment.contracts.NodeRegistry} is not on the chain: what ${places.chain} kept of it is lost, and ` +
      'without it nobody knows the keys that the nodes hold; begin anew with --fresh',
  )
}

/** Or whether there is none yet. */
export async function holdsRegistry(
  chain: ChainClient,
  { deployment }: Pick<Places, 'deployment'>,
): Promise<boolean> {
  if (!existsSync(deployment)) return true
  const { NodeRegistry } = readDeployment(deployment).contracts
  return (await chain.getCode({ address: getAddress(NodeRegistry) })) !== undefined
}

const rich = 1_000_000n * 10n ** 18n

async function deployNew({ places, ports, chain, keeper, nodes }: Parts): Promise<Deployment> {
  const account = keptAccount(places.deployerKey)
  await chain.setBalance({ address: account.address, value: rich })
  const access = await openChain(at(ports.chain), account)
  const page = `http://localhost:${ports.dashboard}`
  const deployment = await deployContracts(access, {
    name: 'Devnet',
    nodes: await nodes(),
    rpcUrls: [at(ports.chain)],
    identityProviders: [
      {
        name: 'Devnet login',
        kind: 'openId',
        issuer: at(ports.identityProvider),
        clientIds: [clientId],
      },
    ],
    passkey: { rpId: 'localhost', origins: [page] },
    walletPage: { domain: new URL(page).host, url: `${page}/sign-in` },
    relay: { url: at(ports.relay) },
  })
  // The chain first: a deployment that names contracts which are nowhere would be no use.
  await keeper.keepNow()
  writeDeployment(places.deployment, deployment)
  return deployment
}
