import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hex } from 'viem'
import { ChainNodeSets } from '../../src/nodes/node/chain/chain-node-sets.ts'
import { chainOptions } from '../../src/nodes/node/chain/chain-options.ts'
import { ChainView } from '../../src/nodes/node/chain/chain-view.ts'
import { createWalletApp } from '../../src/nodes/node/http/app.ts'
import { assembleWallets } from '../../src/nodes/node/http/assemble-wallets.ts'
import { serveWallets } from '../../src/nodes/node/http/serve-wallets.ts'
import { walletOptions } from '../../src/nodes/node/http/wallet-options.ts'
import type { WalletParts } from '../../src/nodes/node/http/wallet-parts.ts'
import { createLog } from '../../src/nodes/node/log.ts'
import { openStore } from '../../src/nodes/node/store/open-store.ts'
import { nodeSetId, type Deployment } from '../../src/protocol/deployment.ts'
import { identityKeyOf, identityOf } from './identities.ts'
import { testNodes } from './registry-nodes.ts'
import { startRegistry, type TestRegistry } from './registry.ts'
import { startRpcProxy, type RpcProxy } from './rpc-proxy.ts'
import { signingGroup, type GroupSigning, type SigningGroup } from './signing-group.ts'

export type WalletNode = {
  readonly party: number
  readonly url: string
  readonly port: number
  readonly parts: WalletParts
  readonly signing: GroupSigning
  readonly chain: ChainView
}

export type WalletNodes = {
  readonly registry: TestRegistry
  /** What all nodes read the chain through. */
  readonly rpc: RpcProxy
  readonly group: SigningGroup
  /** With the addresses on which these nodes listen. */
  readonly deployment: Deployment
  readonly nodeSet: string
  readonly nodes: readonly WalletNode[]
  /** Lines that nodes logged, parsed. */
  readonly logged: readonly Record<string, unknown>[]
  /** Until what is mined by now is final to every node. */
  readonly settle: () => Promise<void>
  readonly close: () => Promise<void>
}

const lower = (hex: Hex): Hex => hex.toLowerCase() as Hex

/**
 * What a node answers to wallets, over real HTTP, with real stores, sessions and shares and a real
 * registry; only between these nodes there is no network.
 */
export async function startWalletNodes(
  options: {
    readonly limits?: object
    readonly keys?: number
    /** What the deployment says beyond the nodes. */
    readonly deployment?: Partial<Deployment>
  } = {},
): Promise<WalletNodes> {
  const group = signingGroup(3, options.keys ?? 6)
  const registry = await startRegistry({
    networkKey: group.networkKey,
    nodes: testNodes(3).map(({ record, signer }) => ({
      signer,
      record: { ...record, identityKey: identityKeyOf(record.party) },
    })),
  })
  const { url: chainUrl } = registry.chain.transport as unknown as { readonly url: string }
  const rpc = await startRpcProxy(chainUrl)
  const { contracts } = registry
  // What nodes read first is final, the network key included.
  await registry.chain.mine({ blocks: 5 })
  const dir = mkdtempSync(join(tmpdir(), 'assent-wallet-nodes-'))
  const logged: Record<string, unknown>[] = []
  const deployment: Deployment = {
    version: 1,
    name: 'Test',
    chain: { chainId: registry.place.chainId, rpcUrls: [rpc.url] },
    contracts: {
      NodeRegistry: lower(contracts.NodeRegistry),
      PkpNft: lower(contracts.PkpNft),
      PkpPermissions: lower(contracts.PkpPermissions),
      PkpHelper: lower(contracts.PkpHelper),
    },
    epoch: 1,
    threshold: group.threshold,
    nodes: registry.nodes.map(({ record }) => ({
      ...record,
      operator: lower(record.operator),
      signer: lower(record.signer),
    })),
    networkKey: group.networkKey,
    identityProviders: [],
    walletPage: { domain: 'login.test', url: 'https://login.test/wallet' },
    ...options.deployment,
  }

  const nodes = await Promise.all(
    group.parties.map(async (party) => {
      const signer = registry.nodes[party - 1]?.signer
      if (signer === undefined) throw new Error(`no node ${party}`)
      const signing = group.signingOf(party, signer)
      const database = openStore(join(dir, `${party}.db`), new Uint8Array(32).fill(party))
      const chain = new ChainView(
        { chainId: registry.place.chainId, rpcUrls: [rpc.url] },
        chainOptions.parse({
          maxAgeSeconds: 86_400,
          graceMilliseconds: 0,
          timeoutMilliseconds: 60_000,
        }),
      )
      const nodeSet = new ChainNodeSets(chain, contracts.NodeRegistry)
      await chain.look()
      const write = (line: string): void => {
        logged.push(JSON.parse(line) as Record<string, unknown>)
      }
      const parts = assembleWallets({
        deployment,
        party,
        identity: identityOf(party),
        options: walletOptions.parse(options.limits ?? {}),
        signing,
        chain,
        nodeSet,
        database,
        readiness: () => ({ ready: true, problems: [] }),
        metrics: { answered: () => {} },
        log: createLog({ party, logLevel: 'debug' }, { write }),
        stopping: () => false,
        now: Date.now,
        startedAt: Date.now() - 1,
      })
      const server = await serveWallets(
        { host: '127.0.0.1', port: 0 },
        createWalletApp(parts),
        parts.options,
      )
      const close = async (): Promise<void> => {
        chain.stop()
        await server.close(1000)
        database.close()
      }
      const { port } = server
      return { party, url: `http://127.0.0.1:${port}`, port, parts, signing, chain, close }
    }),
  )
  return {
    registry,
    rpc,
    group,
    deployment: {
      ...deployment,
      nodes: deployment.nodes.map((node) => {
        const url = nodes.find(({ party }) => party === node.party)?.url
        return url === undefined ? node : { ...node, walletUrl: url }
      }),
    },
    nodeSet: nodeSetId(deployment),
    nodes,
    logged,
    settle: async () => {
      await registry.chain.mine({ blocks: 5 })
      await Promise.all(nodes.map(async ({ chain }) => chain.look()))
    },
    close: async () => {
      await Promise.all(nodes.map(async ({ close }) => close()))
      await rpc.stop()
      await registry.stop()
      rmSync(dir, { recursive: true })
    },
  }
}
