import { activity, type Activity } from '../../protocol/activity.ts'
import type { Deployment } from '../../protocol/deployment.ts'
import { openChain } from '../deployment/chain.ts'
import { writeDeployment } from '../deployment/deployment-file.ts'
import { setNetworkKey } from '../deployment/set-network-key.ts'
import { at } from './devnet-deployment.ts'
import { keepPart } from './keep-part.ts'
import type { Network } from './network.ts'
import { nodeProgram } from './programs.ts'
import type { DevnetChain } from './start-chain.ts'
import { keptAccount } from './state/key.ts'
import { until } from './until.ts'

/** The first keys of ten nodes take a while where two processors do the work of all. */
const patience = (nodes: number): number => 60_000 + nodes * 10_000

/** Starts the nodes, and returns once all can sign and keys wait to be minted. */
export async function startNodes(
  network: Network,
  devnetChain: DevnetChain,
  deployment: Deployment,
): Promise<Deployment> {
  const { places, ports, tools, progress, closers } = network
  const programs = ports.nodes.map(({ party }) =>
    nodeProgram({ places, ports, command: tools.command }, party),
  )
  const nodes = await Promise.all(
    programs.map(async (program) => keepPart(network, program, 'node')),
  )
  closers.push(async () => {
    await Promise.all(nodes.map(async ({ stop }) => stop()))
  })
  progress.step('nodes', `${nodes.length} processes, ${at(ports.nodes[0]?.wallet ?? 0)} and on`)
  const complete = await withNetworkKey(network, devnetChain, deployment)
  await untilReady(network)
  return complete
}

async function withNetworkKey(
  { places, ports, progress, signal }: Network,
  { keeper }: DevnetChain,
  deployment: Deployment,
): Promise<Deployment> {
  if (deployment.networkKey !== undefined) return deployment
  const access = await openChain(at(ports.chain), keptAccount(places.deployerKey))
  const waiting = { patience: patience(ports.nodes.length), signal }
  const complete = await setNetworkKey(access, deployment, waiting)
  await keeper.keepNow()
  writeDeployment(places.deployment, complete)
  progress.step('network key', `made by ${ports.nodes.length} nodes, and in the registry`)
  return complete
}

async function untilReady({ ports, progress, signal }: Network): Promise<void> {
  let last: readonly (Activity | undefined)[] = []
  const wait = { patience: patience(ports.nodes.length), signal, pause: 100 }
  const ask = async () => {
    last = await Promise.all(ports.nodes.map(async ({ admin }) => activityAt(admin)))
    return last
  }
  const waitingFor = (what: string, is: (node: Activity) => boolean) =>
    until(async () => ((await ask()).every((node) => node && is(node)) ? true : undefined), {
      ...wait,
      what,
      hint: () => hintOf(last),
    })
  await waitingFor('getting the nodes ready', ({ ready }) => ready)
  progress.step('signing', 'all nodes are ready')
  await waitingFor('making the first keys', ({ readyKeys }) => readyKeys > 0)
  progress.step('first keys', 'wait to be minted')
}

async function activityAt(port: number): Promise<Activity | undefined> {
  try {
    const response = await fetch(`${at(port)}/activity`, { signal: AbortSignal.timeout(2000) })
    return activity.parse(await response.json())
  } catch {
    return undefined
  }
}

const hintOf = (nodes: readonly (Activity | undefined)[]): string =>
  nodes
    .map((node, place) =>
      node === undefined
        ? `node ${place + 1} does not answer`
        : node.problems.map((problem) => `node ${node.party}: ${problem}`).join('; '),
    )
    .filter((line) => line !== '')
    .join('; ')
