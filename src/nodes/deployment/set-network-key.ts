import { getAddress, type Hex } from 'viem'
import type { Deployment } from '../../protocol/deployment.ts'
import { networkKeyCall } from '../../registry/node-set-calls.ts'
import { readCurrentNodeSet } from '../../registry/read-current-node-set.ts'
import { waitForReceipt } from '../../registry/wait-for-receipt.ts'
import type { ChainAccess } from './chain.ts'
import { collectGenesis } from './collect-genesis.ts'
import { OperatorProblem, reasonOf } from './problem.ts'

type Waiting = { readonly patience: number; readonly signal?: AbortSignal }

/**
 * Carries the nodes' signatures over the network key to the registry, unless it has the key by
 * now, and returns the deployment with the key in it.
 */
export async function setNetworkKey(
  chain: ChainAccess,
  deployment: Deployment,
  waiting: Waiting,
): Promise<Deployment> {
  const { reader, chainId } = chain
  if (chainId !== deployment.chain.chainId) {
    throw new OperatorProblem(
      `this RPC serves chain ${chainId}, and the deployment is on ${deployment.chain.chainId}`,
    )
  }
  const registry = getAddress(deployment.contracts.NodeRegistry)
  const set = await readCurrentNodeSet(reader, registry, { blockTag: 'latest' }).catch(
    (error: unknown) => {
      throw new OperatorProblem(`no registry at ${registry}: ${reasonOf(error)}`)
    },
  )
  if (set.networkKey !== '0x') return withKey(deployment, set.networkKey)
  const place = { chainId, contract: registry }
  const { networkKey, signatures } = await collectGenesis(place, set, waiting)
  await send(chain, networkKeyCall(registry, networkKey, signatures))
  return withKey(deployment, networkKey)
}

const withKey = (deployment: Deployment, networkKey: Hex): Deployment => {
  const { networkKey: pinned } = deployment
  if (pinned !== undefined && pinned !== networkKey) {
    throw new OperatorProblem('the deployment file names another network key than the registry has')
  }
  return { ...deployment, networkKey }
}

async function send(
  { reader, sender }: ChainAccess,
  call: { readonly to: `0x${string}`; readonly data: Hex },
): Promise<void> {
  const hash = await sender.sendTransaction(call).catch((error: unknown) => {
    throw new OperatorProblem(`the network key was not sent: ${reasonOf(error)}`)
  })
  const { status } = await waitForReceipt(reader, hash)
  if (status !== 'success') throw new OperatorProblem(`the registry refused ${hash}`)
}
