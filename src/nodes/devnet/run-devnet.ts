import { existsSync, renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Deployment } from '../../protocol/deployment.ts'
import { writeJson } from '../deployment/write-json.ts'
import { startDashboard } from './dashboard/start-dashboard.ts'
import { at, devnetDeployment } from './devnet-deployment.ts'
import { devnetFileOf } from './devnet-file-of.ts'
import { buildExtension } from './extension/build-extension.ts'
import type { BuiltExtension } from './extension/built-extension.ts'
import { openBrowser } from './extension/open-browser.ts'
import type { Network } from './network.ts'
import { nodeRecords } from './node-records.ts'
import type { DevnetOptions } from './options.ts'
import { namedParts } from './parts/named-parts.ts'
import { portsOf } from './ports.ts'
import type { Progress } from './progress.ts'
import { requireFreePorts } from './require-free-ports.ts'
import { startChain } from './start-chain.ts'
import { startIdentityProvider } from './start-identity-provider.ts'
import { startNodes } from './start-nodes.ts'
import { startRelay } from './start-relay.ts'
import { claim } from './state/claim.ts'
import { placesIn, type Places } from './state/places.ts'
import { openState } from './state/settings.ts'
import type { Tools } from './tools.ts'

const patience = 1000

/** What a devnet is, once it is up. */
export type Up = {
  readonly deployment: Deployment
  /** Missing where none was built. */
  readonly extension: BuiltExtension | undefined
}

/** Runs a devnet until `stop` fires; `onUp` is told when it is. What made it fail is thrown. */
export async function runDevnet(
  options: DevnetOptions,
  tools: Tools,
  progress: Progress,
  stop: AbortSignal,
  onUp: (network: Network, up: Up) => void,
): Promise<void> {
  const ports = portsOf(options.portBase, options.nodes)
  const places = placesIn(resolve(options.dir))
  const { stale, release } = claim(places, at(ports.dashboard))
  if (stale !== undefined) {
    progress.say(`The last devnet in ${places.dir} (process ${stale}) did not get to tidy up.`)
  }
  const closers: (() => Promise<void>)[] = []
  const ending = endingOf(stop)
  let up: Up | undefined
  let settled: Promise<void> = Promise.resolve()
  const network: Network = {
    options,
    tools,
    places,
    ports,
    progress,
    closers,
    kept: [],
    signal: ending.signal,
    fail: ending.fail,
    isUp: () => up !== undefined,
    onRestart: () => {
      if (up !== undefined) writeFile(network, up)
    },
  }
  try {
    // First what may be refused: nothing is written, or removed, for a start that cannot be.
    await requireFreePorts(ports)
    openState(places, options)
    setLogsAside(places, options.nodes)
    const coming = bringUp(network)
    settled = coming.then(
      () => undefined,
      () => undefined,
    )
    up = await Promise.race([coming, ending.promise])
    if (up !== undefined) {
      writeFile(network, up)
      if (options.open && up.extension !== undefined) await openBrowser(network, up.extension)
      onUp(network, up)
      await ending.promise
    }
  } finally {
    ending.end()
    up = undefined
    // What is being started hears that it shall not; whatever has started is then known here.
    await Promise.race([settled, sleep(patience)])
    rmSync(places.devnet, { force: true })
    for (const close of closers.toReversed()) {
      await close().catch((error: unknown) => progress.say(String(error)))
    }
    release()
  }
}

async function bringUp(network: Network): Promise<Up> {
  const { places, ports, tools, progress } = network
  const closeDashboard = await startDashboard(network)
  network.closers.push(closeDashboard)
  progress.step('dashboard', at(ports.dashboard))
  const records = nodeRecords(places, ports, tools)
  const [devnetChain] = await Promise.all([
    startChain(network),
    startIdentityProvider(network),
    records,
  ])
  const known = existsSync(places.deployment)
  const deployment = await devnetDeployment({
    ...devnetChain,
    places,
    ports,
    nodes: async () => records,
  })
  const registry = deployment.contracts.NodeRegistry
  progress.step('contracts', `${known ? 'as they were' : 'deployed'}, registry ${registry}`)
  // It has the network key in it: the first time it is built once the nodes have made that.
  const early = deployment.networkKey === undefined ? undefined : buildExtension(network)
  const [complete, extension] = await Promise.all([
    startNodes(network, devnetChain, deployment),
    early,
    startRelay(network, devnetChain.chain),
  ])
  return {
    deployment: complete,
    extension: early === undefined ? await buildExtension(network) : extension,
  }
}

const writeFile = (network: Network, { deployment, extension }: Up): void => {
  writeJson(network.places.devnet, devnetFileOf(network, deployment, extension))
}

/** Logs of the run before stay readable beside those of this one. */
function setLogsAside(places: Places, nodes: number): void {
  for (const name of namedParts(nodes)) {
    const log = places.log(name)
    if (existsSync(log)) renameSync(log, log.replace(/[.]log$/, '.before.log'))
  }
}

/** Settles once: when it is asked to end, or at the first failure, with that. */
function endingOf(stop: AbortSignal) {
  const ended = new AbortController()
  let resolve: (value: undefined) => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const promise = new Promise<undefined>((take, refuse) => {
    resolve = take
    reject = refuse
  })
  promise.catch(() => undefined)
  const end = (): void => {
    ended.abort()
    resolve(undefined)
  }
  if (stop.aborted) end()
  stop.addEventListener('abort', end, { once: true })
  return {
    promise,
    signal: ended.signal,
    end,
    fail: (error: unknown): void => {
      reject(error)
      ended.abort()
    },
  }
}
