import { existsSync } from 'node:fs'
import type { Deployment } from '../../../protocol/deployment.ts'
import { readDeployment } from '../../deployment/deployment-file.ts'
import { chainClient } from '../chain/chain-client.ts'
import { at } from '../devnet-deployment.ts'
import type { Network } from '../network.ts'
import { watchChain, type ChainWatch } from './chain-watch.ts'
import { mergeCeremonies } from './merge-ceremonies.ts'
import { mergeSignatures } from './merge-signatures.ts'
import { watchNode } from './node-watch.ts'
import type { ServiceView, Snapshot } from './snapshot.ts'

const mostShown = 12

/** Looks at all of a devnet, as it comes up too. */
export function watchNetwork(network: Network): () => Promise<Snapshot> {
  const { places, ports, isUp } = network
  const partOf = (name: string) => network.kept.find((kept) => kept.name === name)?.part()
  const nodes = ports.nodes.map(({ party, wallet, admin }) =>
    watchNode({
      party,
      walletUrl: at(wallet),
      adminUrl: at(admin),
      log: places.log(`node ${party}`),
      part: () => partOf(`node ${party}`),
    }),
  )
  const services = (): readonly ServiceView[] =>
    (
      [
        ['identity provider', ports.identityProvider],
        ['relay', ports.relay],
      ] as const
    ).map(([name, port]) => ({
      name,
      url: at(port),
      running: partOf(name)?.running() === true,
      log: places.log(name),
    }))
  let deployment: Deployment | undefined
  let chain: ChainWatch | undefined

  return async () => {
    if (deployment === undefined && existsSync(places.deployment)) {
      deployment = readDeployment(places.deployment)
      chain = watchChain(chainClient(at(ports.chain)), at(ports.chain), deployment)
    }
    const [looks, onChain] = await Promise.all([
      Promise.all(nodes.map(async ({ look }) => look())),
      chain?.look().catch(() => undefined),
    ])
    const told = looks.flatMap(({ activity }) => (activity === undefined ? [] : [activity]))
    return {
      name: deployment?.name ?? 'Devnet',
      at: Date.now(),
      phase: isUp() ? 'up' : 'starting',
      threshold: deployment?.threshold ?? 0,
      epoch: deployment?.epoch ?? 0,
      nodes: looks.map(({ view }) => view),
      services: services(),
      chain: onChain?.chain,
      pkps: onChain?.pkps ?? [],
      signatures: mergeSignatures(told, mostShown),
      ceremonies: mergeCeremonies(told, mostShown),
    }
  }
}
