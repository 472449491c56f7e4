import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Hex } from 'viem'
import { foundry } from 'viem/chains'
import type { Genesis } from '../../src/nodes/node/ceremonies/signing.ts'
import { chainOptions } from '../../src/nodes/node/chain/chain-options.ts'
import type { NodeConfig } from '../../src/nodes/node/config.ts'
import { walletOptions } from '../../src/nodes/node/http/wallet-options.ts'
import { createNodeKeys } from '../../src/nodes/node/keys/create-node-keys.ts'
import type { PublicRecord } from '../../src/nodes/node/keys/public-record.ts'
import { startNode, type NodeParts, type RunningNode } from '../../src/nodes/node/start-node.ts'
import type { Deployment } from '../../src/protocol/deployment.ts'
import { deploy } from '../../src/registry/deploy.ts'
import { networkKeyCall } from '../../src/registry/node-set-calls.ts'
import { orderSignatures } from '../../src/registry/order-signatures.ts'
import { startChain, type ClusterChain } from '../cluster/support/chain.ts'
import { freePorts } from '../cluster/support/free-ports.ts'
import { eventually } from './eventually.ts'

const host = '127.0.0.1'

/** Nodes in one process, with a real chain, real sockets and stores of their own. */
export type NodeCluster = {
  readonly chain: ClusterChain
  readonly deployment: Deployment
  /** Those that run, by party. */
  readonly nodes: ReadonlyMap<number, RunningNode>
  readonly node: (party: number) => RunningNode
  readonly dirOf: (party: number) => string
  readonly start: (party: number, parts?: NodeParts) => Promise<RunningNode>
  readonly stopNode: (party: number) => Promise<void>
  /** Carries the network key to the registry, and waits until all are ready. */
  readonly genesis: () => Promise<void>
  readonly ready: () => Promise<void>
  readonly stop: () => Promise<void>
}

export const createCluster = async (
  count: number,
  options: { readonly pool?: number; readonly deployment?: Partial<Deployment> } = {},
): Promise<NodeCluster> => {
  const dir = mkdtempSync(join(tmpdir(), 'assent-cluster-'))
  const dirOf = (party: number): string => join(dir, `node-${party}`)
  const chain = await startChain()
  const ports = await freePorts(3 * count)
  const portOf = (party: number, which: 0 | 1 | 2): number => ports[3 * (party - 1) + which] ?? 0
  const records: PublicRecord[] = []
  for (let party = 1; party <= count; party++) {
    records.push(
      await createNodeKeys({
        dir: dirOf(party),
        party,
        walletUrl: `http://${host}:${portOf(party, 0)}`,
        peerUrl: `https://${host}:${portOf(party, 1)}`,
      }),
    )
  }
  const contracts = await deploy(chain.client, chain.wallet, records)
  const lower = (address: string): Hex => address.toLowerCase() as Hex
  const deployment: Deployment = {
    version: 1,
    name: 'test',
    chain: { chainId: foundry.id, rpcUrls: [chain.url] },
    contracts: {
      NodeRegistry: lower(contracts.NodeRegistry),
      PkpNft: lower(contracts.PkpNft),
      PkpPermissions: lower(contracts.PkpPermissions),
      PkpHelper: lower(contracts.PkpHelper),
    },
    epoch: 0,
    threshold: Math.ceil((2 * count) / 3),
    nodes: records,
    identityProviders: [],
    ...options.deployment,
  }
  const nodes = new Map<number, RunningNode>()
  const node = (party: number): RunningNode => {
    const found = nodes.get(party)
    if (found === undefined) throw new Error(`node ${party} does not run`)
    return found
  }
  const configOf = (party: number): NodeConfig => ({
    deployment,
    party,
    dir: dirOf(party),
    wallet: { host, port: portOf(party, 0) },
    peers: { host, port: portOf(party, 1) },
    admin: { host, port: portOf(party, 2) },
    rpcUrls: [chain.url, chain.url],
    pool: options.pool ?? 2,
    chain: chainOptions.parse({ pollMilliseconds: 100 }),
    wallets: walletOptions.parse({}),
    logLevel: 'silent',
  })
  const ready = async (): Promise<void> => {
    for (const [party, one] of nodes) {
      await eventually(`node ${party} is ready`, () => one.problems().length === 0, 60_000)
    }
  }
  const cluster: NodeCluster = {
    chain,
    deployment,
    nodes,
    node,
    dirOf,
    start: async (party, parts = {}) => {
      const log = pino({ level: process.env['ASSENT_TEST_LOG'] ?? 'silent', base: { party } })
      const started = await startNode(configOf(party), { log, ...parts })
      nodes.set(party, started)
      return started
    },
    stopNode: async (party) => {
      await node(party).stop()
      nodes.delete(party)
    },
    genesis: async () => {
      const said: Genesis[] = []
      for (const one of nodes.values()) {
        await eventually('a network key is made', async () => {
          const genesis = await one.signing.genesis()
          if (genesis !== undefined) said.push(genesis)
          return genesis !== undefined
        })
      }
      const [first] = said
      if (first === undefined) throw new Error('no node runs')
      const signatures = orderSignatures(
        said.map(({ party, signature }) => ({
          signer: records[party - 1]?.signer ?? '0x',
          signature,
        })),
      )
      await chain.send(networkKeyCall(contracts.NodeRegistry, first.networkKey, signatures))
      await ready()
    },
    ready,
    stop: async () => {
      await Promise.all([...nodes.values()].map(async (one) => one.stop()))
      await chain.stop()
      rmSync(dir, { recursive: true })
    },
  }
  return cluster
}
