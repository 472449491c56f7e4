import { join } from 'node:path'
import type { Deployment } from '../../protocol/deployment.ts'
import { at, clientId } from './devnet-deployment.ts'
import type { BuiltExtension } from './extension/built-extension.ts'
import type { Network } from './network.ts'
import { devnetFile, type DevnetFile } from './state/devnet-file.ts'

export function devnetFileOf(
  network: Network,
  deployment: Deployment,
  extension: BuiltExtension | undefined,
): DevnetFile {
  const { places, ports, kept } = network
  const { chain, contracts, epoch, threshold, networkKey } = deployment
  return devnetFile.parse({
    nodes: ports.nodes.map(({ party, wallet, admin }) => ({
      index: party,
      url: at(wallet),
      admin: at(admin),
      pid: kept.find(({ name }) => name === `node ${party}`)?.part().pid,
      log: places.log(`node ${party}`),
      store: join(places.node(party), 'store.db'),
    })),
    threshold,
    epoch,
    networkKey,
    chain: { chainId: chain.chainId, rpcUrl: at(ports.chain), contracts },
    identityProvider: { issuer: at(ports.identityProvider), clientId },
    relay: { url: at(ports.relay) },
    // Its place is kept: a Cosmos chain comes to the devnet later.
    cosmos: [],
    dashboard: { url: at(ports.dashboard) },
    extension: extension ?? { chromium: null, firefox: null, id: null },
    deployment: places.deployment,
  })
}
