import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { deploymentNode } from '../../protocol/deployment.ts'
import type { DeploymentNode } from '../deployment/deploy-contracts.ts'
import { readJson } from '../deployment/read-json.ts'
import { at } from './devnet-deployment.ts'
import type { Ports } from './ports.ts'
import type { Places } from './state/places.ts'
import type { Tools } from './tools.ts'

/** The nodes of the deployment to come, with keys made for those that have none. */
export async function nodeRecords(
  places: Places,
  ports: Ports,
  { createNode }: Tools,
): Promise<readonly DeploymentNode[]> {
  return Promise.all(
    ports.nodes.map(async ({ party, wallet, peers }) => {
      const dir = places.node(party)
      const record = join(dir, 'public.json')
      if (existsSync(record)) return readJson(record, 'the node', deploymentNode)
      // Half of its keys, from a start that was cut short: nobody has heard of them.
      rmSync(dir, { recursive: true, force: true })
      return createNode({
        dir,
        party,
        walletUrl: at(wallet),
        peerUrl: `https://127.0.0.1:${peers}`,
      })
    }),
  )
}
