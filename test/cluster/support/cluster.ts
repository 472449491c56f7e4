import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openChain } from '../../../src/nodes/deployment/chain.ts'
import { deployContracts } from '../../../src/nodes/deployment/deploy-contracts.ts'
import { writeDeployment } from '../../../src/nodes/deployment/deployment-file.ts'
import { setNetworkKey } from '../../../src/nodes/deployment/set-network-key.ts'
import { createNodeKeys } from '../../../src/nodes/node/keys/create-node-keys.ts'
import type { Activity } from '../../../src/protocol/activity.ts'
import type { Deployment } from '../../../src/protocol/deployment.ts'
import { bundles, type Bundles } from './bundle.ts'
import { startChain, type ClusterChain } from './chain.ts'
import { ClusterNode, readyPatience } from './cluster-node.ts'
import { printComplaints } from './complaints.ts'
import { writeFaults, type Faults } from './faults.ts'
import { freePort, freePorts } from './free-ports.ts'
import {
  clientId,
  startIdentityProvider,
  type ClusterIdentityProvider,
} from './identity-provider.ts'
import { relayProxy, startRelay, type ClusterRelay } from './relay.ts'
import { startRpcProxy } from './rpc-proxy.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'
import { waitUntil } from './wait-until.ts'

export type NodeOptions = {
  /** Makes it a node that can be told to misbehave; `{}` for one that does so only later. */
  readonly faults?: Faults
  /** Two RPCs of its own between it and the chain, which can be told to lie. */
  readonly lyingRpcs?: boolean
  readonly pool?: number
}

export type ClusterOptions = {
  readonly nodes?: number
  readonly node?: (party: number) => NodeOptions
  /** Wires that a test can make long, still or torn: between nodes, and from wallets to nodes. */
  readonly proxies?: readonly ('peers' | 'wallets')[]
  /** Of every such wire, in each direction. */
  readonly latencyMs?: number
  readonly pool?: number
  /** A block each second, also when nothing happens. */
  readonly blockEachSecond?: boolean
  /** Without one, mints are carried by whoever asks for them. */
  readonly relay?: boolean
  /** People can sign in with their logins. */
  readonly identityProvider?: boolean
}

export type Cluster = {
  readonly dir: string
  readonly chain: ClusterChain
  readonly nodes: readonly ClusterNode[]
  readonly deployment: Deployment
  readonly deploymentFile: string
  /** By party. */
  readonly node: (party: number) => ClusterNode
  readonly threshold: number
  readonly relay: ClusterRelay | undefined
  readonly identityProvider: ClusterIdentityProvider | undefined
  /** Until all can sign, and keys wait in their pools. */
  readonly ready: () => Promise<void>
  /** Until what is mined by now is final in the eyes of every node that runs. */
  readonly settled: () => Promise<void>
  /** Ends everything and removes it; also after a test that failed. */
  readonly stop: () => Promise<void>
}

const defaultPool = 2

/** Of every cluster: whose passkeys sign in. */
export const passkey = { rpId: 'localhost', origins: ['http://localhost:8600'] }

/** A node set of real processes, ready to sign, on a chain of its own. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const dir = mkdtempSync(join(tmpdir(), 'assent-cluster-'))
  const undo: (() => Promise<void>)[] = [
    async () => {
      keepLogs(dir)
      rmSync(dir, { recursive: true, force: true })
    },
  ]
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    return await raise(dir, options, undo, stop)
  } catch (error) {
    await stop()
    throw error
  }
}

async function raise(
  dir: string,
  options: ClusterOptions,
  undo: (() => Promise<void>)[],
  stop: () => Promise<void>,
): Promise<Cluster> {
  const [built, chain] = await Promise.all([bundles(), startChain(options.blockEachSecond)])
  const { command } = built
  undo.push(chain.stop)
  const parties = Array.from({ length: options.nodes ?? 3 }, (_, place) => place + 1)
  const deploymentFile = join(dir, 'deployment.json')
  const plots = await Promise.all(
    parties.map(async (party) => plot({ dir, party, options, chain, built, deploymentFile })),
  )
  const nodes = plots.map(({ node }) => node)
  for (const node of nodes) undo.push(async () => node.stop())
  undo.push(async () => {
    if (!settled) printComplaints(nodes)
  })

  let settled = false
  const relayPort = await freePort()
  const proxy = options.relay === true ? await relayProxy(relayPort) : undefined
  if (proxy !== undefined) undo.push(proxy.stop)
  const identityProvider =
    options.identityProvider === true
      ? await startIdentityProvider({ dir, command, port: await freePort() })
      : undefined
  if (identityProvider !== undefined) undo.push(identityProvider.stop)
  const access = await openChain(chain.url, chain.account)
  const deployed = await deployContracts(access, {
    name: 'A cluster',
    rpcUrls: [chain.url],
    nodes: plots.map(({ record }) => record),
    identityProviders:
      identityProvider === undefined
        ? []
        : [
            {
              name: 'Cluster login',
              kind: 'openId',
              issuer: identityProvider.issuer,
              clientIds: [clientId],
            },
          ],
    passkey,
    walletPage: { domain: 'wallet.test', url: 'https://wallet.test/sign-in' },
    ...(proxy !== undefined && { relay: { url: proxy.url } }),
  })
  writeDeployment(deploymentFile, deployed)
  for (const node of nodes) node.start()
  const deployment = await setNetworkKey(access, deployed, { patience: readyPatience })
  writeDeployment(deploymentFile, deployment)
  const relay =
    proxy === undefined
      ? undefined
      : await startRelay({
          dir,
          command,
          deploymentFile,
          rpcUrl: chain.url,
          port: relayPort,
          proxy,
        })
  if (relay !== undefined) undo.push(relay.stop)

  const ready = async (): Promise<void> => {
    await Promise.all(nodes.map(async (node) => node.ready()))
    await waitUntil(
      'all nodes are set up, and keys wait in their pools',
      async () => {
        const told = await Promise.all(nodes.map(async (node) => node.activity()))
        return told.every(({ readyKeys, peers }) => readyKeys > 0 && peers.every(isThere))
      },
      { patience: readyPatience },
    )
  }
  await ready()
  settled = true
  return {
    dir,
    chain,
    nodes,
    deployment,
    deploymentFile,
    threshold: deployment.threshold,
    relay,
    identityProvider,
    node: (party) => {
      const found = nodes.find((node) => node.party === party)
      if (found === undefined) throw new Error(`there is no node ${party}`)
      return found
    },
    ready,
    settled: async () => {
      const block = Number(await chain.client.getBlockNumber())
      await chain.client.mine({ blocks: 2 })
      await waitUntil(`block ${block} is final for every node`, async () => {
        const running = nodes.filter((node) => node.running)
        const told = await Promise.all(running.map(async (node) => node.activity()))
        return told.every(({ chain: seen }) => seen !== undefined && seen.final >= block)
      })
    },
    stop,
  }
}

/** A pair outlives its connection, and nobody signs with who is not connected. */
const isThere = ({ connected, paired }: Activity['peers'][number]): boolean => connected && paired

/** With CLUSTER_LOGS in the environment, for whoever looks closer: a folder for each cluster. */
function keepLogs(dir: string): void {
  const kept = process.env['CLUSTER_LOGS']
  const logs = join(dir, 'logs')
  if (kept === undefined || !existsSync(logs)) return
  cpSync(logs, join(kept, basename(dir)), { recursive: true })
}

type Ground = {
  readonly dir: string
  readonly party: number
  readonly options: ClusterOptions
  readonly chain: ClusterChain
  readonly built: Bundles
  readonly deploymentFile: string
}

/** A node's directory, keys, wires and configuration; it does not run yet. */
async function plot({ dir, party, options, chain, built, deploymentFile }: Ground) {
  const own = options.node?.(party) ?? {}
  const [wallet = 0, peers = 0, admin = 0] = await freePorts(3)
  const wire = async (kind: 'peers' | 'wallets', target: number): Promise<TcpProxy | undefined> =>
    options.proxies?.includes(kind) === true
      ? startTcpProxy({ target, latencyMs: options.latencyMs ?? 0 })
      : undefined
  const [peerWire, walletWire] = [await wire('peers', peers), await wire('wallets', wallet)]
  const rpc =
    own.lyingRpcs === true ? [await startRpcProxy(chain.url), await startRpcProxy(chain.url)] : []
  const home = join(dir, `node-${party}`)
  const walletUrl = `http://127.0.0.1:${walletWire?.port ?? wallet}`
  const record = await createNodeKeys({
    dir: home,
    party,
    walletUrl,
    peerUrl: `https://127.0.0.1:${peerWire?.port ?? peers}`,
  })
  const config = join(dir, `node-${party}.json`)
  const at = (port: number) => ({ host: '127.0.0.1', port })
  const [first = chain.url, second = chain.url] = rpc.map(({ url }) => url)
  writeFileSync(
    config,
    JSON.stringify({
      deployment: deploymentFile,
      party,
      dir: home,
      wallet: at(wallet),
      peers: at(peers),
      admin: at(admin),
      rpcUrls: [first, second],
      chain: { pollMilliseconds: 250 },
      pool: own.pool ?? options.pool ?? defaultPool,
      logLevel: 'info',
    }),
  )
  const faults = own.faults === undefined ? undefined : join(dir, `faults-${party}.json`)
  if (faults !== undefined) writeFaults(faults, own.faults ?? {})
  mkdirSync(join(dir, 'logs'), { recursive: true })
  const node = new ClusterNode({
    party,
    dir: home,
    config,
    log: join(dir, 'logs', `node-${party}.log`),
    bundles: built,
    walletUrl,
    adminUrl: `http://127.0.0.1:${admin}`,
    faults,
    proxies: {
      ...(peerWire !== undefined && { peers: peerWire }),
      ...(walletWire !== undefined && { wallets: walletWire }),
    },
    rpc,
  })
  return { node, record }
}
