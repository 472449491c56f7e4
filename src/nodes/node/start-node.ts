import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { getAddress } from 'viem/utils'
import type { Activity } from '../../protocol/activity.ts'
import { nodeSetId } from '../../protocol/deployment.ts'
import type { Message } from '../../threshold/ceremony/message.ts'
import { BOOT_ID_LENGTH } from '../../threshold/ecdsa/header.ts'
import { toHex } from '../../threshold/encoding/bytes.ts'
import type { Randomness } from '../../threshold/primitives/primitives.ts'
import { ActivityLog } from './admin/activity-log.ts'
import { activityOf } from './admin/activity-of.ts'
import { createAdminApp } from './admin/admin-app.ts'
import { closeCeremonies, openCeremonies, startCeremonies } from './ceremonies/open-ceremonies.ts'
import type { Signing } from './ceremonies/signing.ts'
import { ChainNodeSets } from './chain/chain-node-sets.ts'
import { ChainView } from './chain/chain-view.ts'
import type { NodeConfig } from './config.ts'
import { noFailpoints, type Failpoints } from './failpoints.ts'
import { createWalletApp } from './http/app.ts'
import { assembleWallets } from './http/assemble-wallets.ts'
import { keepHouse } from './http/housekeeping.ts'
import { serveWallets } from './http/serve-wallets.ts'
import { STORE_FILE } from './keys/key-files.ts'
import { loadNodeKeys, type NodeKeys } from './keys/load-node-keys.ts'
import { nodeIdentity } from './keys/node-identity.ts'
import { listen } from './listen.ts'
import { createLog, type Log } from './log.ts'
import { Metrics } from './metrics.ts'
import { listening, SetupProblem } from './problem.ts'
import { readinessProblems } from './readiness.ts'
import type { Database } from './store/database.ts'
import { openStore } from './store/open-store.ts'
import { Vault } from './store/vault.ts'
import { untilKnown } from './until-known.ts'

/** What a test puts in the place of something; nothing that an operator configures leads here. */
export type NodeParts = {
  readonly failpoints?: Failpoints
  readonly wrapSigning?: (signing: Signing) => Signing
  readonly wrapOutgoing?: (message: Message) => Message
  readonly log?: Log
  /** Gives up the start when it fires. */
  readonly signal?: AbortSignal
}

export type RunningNode = {
  readonly signing: Signing
  readonly ports: { readonly wallet: number; readonly peers: number; readonly admin: number }
  readonly problems: () => readonly string[]
  readonly activity: () => Activity
  /** Lets what is under way end, for a while, and leaves nothing behind. */
  readonly stop: () => Promise<void>
}

type Closer = () => Promise<void> | void

/** What a start builds on; `closers` run in the opposite order of their coming. */
type Ground = {
  readonly config: NodeConfig
  readonly parts: NodeParts
  readonly log: Log
  readonly keys: NodeKeys
  readonly database: Database
  readonly closers: Closer[]
  readonly stopping: () => boolean
}

/** How long requests that are under way may take once the node stops. */
const GRACE_MS = 3_000

const random: Randomness = (length) => new Uint8Array(randomBytes(length))

/** Puts a node together and starts it; it is ready some time later, or says why it is not. */
export const startNode = async (
  config: NodeConfig,
  parts: NodeParts = {},
): Promise<RunningNode> => {
  const log = parts.log ?? createLog(config)
  const keys = loadNodeKeys(config.dir)
  const { party } = keys.record
  if (party !== config.party) {
    throw new SetupProblem(`${config.dir} has the keys of node ${party}, not of ${config.party}`)
  }
  const database = openStore(join(config.dir, STORE_FILE), keys.store)
  const closers: Closer[] = [() => database.close()]
  let stopped: Promise<void> | undefined
  const closeAll = async (): Promise<void> => {
    log.info('stopping')
    for (const close of closers.toReversed()) await close()
    log.info('stopped')
  }
  const stop = async (): Promise<void> => {
    stopped ??= closeAll()
    return stopped
  }
  const stopping = (): boolean => stopped !== undefined
  try {
    return { ...(await build({ config, parts, log, keys, database, closers, stopping })), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const build = async (ground: Ground): Promise<Omit<RunningNode, 'stop'>> => {
  const { config, parts, log, keys, database, closers, stopping } = ground
  const { deployment, party } = config
  const startedAt = Date.now()
  const bootId = random(BOOT_ID_LENGTH)
  const vault = new Vault(database, party)
  const metrics = new Metrics()
  const activityLog = new ActivityLog()
  const place = {
    chainId: deployment.chain.chainId,
    contract: getAddress(deployment.contracts.NodeRegistry),
  }
  const chain = new ChainView({ ...place, rpcUrls: config.rpcUrls }, config.chain)
  chain.subscribe({
    onProblem: (problem) => {
      if (problem === undefined) log.info('the chain is read')
      else log.warn({ code: problem.code, reason: problem.message }, 'the chain is not read')
    },
  })
  const nodeSet = new ChainNodeSets(chain, place.contract)
  const identity = nodeIdentity(keys.identity, nodeSet)
  const ceremonies = openCeremonies({
    party,
    bootId,
    keys,
    vault,
    nodeSet,
    nodeSetName: nodeSetId(deployment),
    place,
    identity,
    pool: config.pool,
    random,
    failpoints: parts.failpoints ?? noFailpoints,
    wrapOutgoing: parts.wrapOutgoing,
    onEnd: (end) => {
      activityLog.ended(end)
      const { kind, outcome, ms, culprits } = end
      metrics.ceremonySeconds.observe({ kind, outcome }, ms / 1000)
      if (culprits.length > 0) log.warn({ kind, outcome, culprits }, 'a ceremony names culprits')
    },
    onSigned: (signed) => {
      activityLog.signed(signed)
      metrics.signatures.inc({ kind: signed.kind })
    },
    log,
  })
  const { peers, pairs, keyMaker } = ceremonies
  const signing = parts.wrapSigning?.(ceremonies.signing) ?? ceremonies.signing

  const problems = (): string[] =>
    readinessProblems({
      record: keys.record,
      chain,
      nodeSet,
      vault,
      keyMaker,
      pairs,
      connected: () => peers.connected,
      stopping,
    })
  const activity = (): Activity => {
    const { epoch, nodes } = nodeSet.known ? nodeSet.current() : deployment
    const others = nodes.map((node) => node.party).filter((other) => other !== party)
    const shown = { party, bootId, startedAt, epoch, others, problems: problems() }
    return activityOf({ ...shown, ceremonies, chain, vault, log: activityLog })
  }
  metrics.watch({ problems, vault, ceremonies })

  const adminApp = createAdminApp({ problems, activity, metrics })
  const admin = await listening('the operator', config.admin, listen(adminApp, config.admin))
  closers.push(async () => admin.close(0))
  closers.push(() => chain.stop())
  await chain.start()
  await untilKnown(nodeSet, parts.signal)

  closers.push(async () => closeCeremonies(ceremonies))
  const peersPort = await listening('peers', config.peers, peers.start(config.peers))
  startCeremonies(ceremonies)

  const wallets = assembleWallets({
    deployment,
    party,
    identity,
    options: config.wallets,
    signing,
    chain,
    nodeSet,
    database,
    readiness: () => {
      const found = problems()
      return { ready: found.length === 0, problems: found }
    },
    metrics,
    log,
    stopping,
    now: Date.now,
    startedAt,
  })
  const serving = serveWallets(config.wallet, createWalletApp(wallets), config.wallets)
  const walletServer = await listening('wallets', config.wallet, serving)
  closers.push(async () => walletServer.close(GRACE_MS))
  closers.push(keepHouse(wallets))
  const ports = { wallet: walletServer.port, peers: peersPort, admin: admin.port }
  log.info({ ports, bootId: toHex(bootId) }, 'started')
  return { signing, ports, problems, activity }
}
