import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { activity, type Activity } from '../../../src/protocol/activity.ts'
import type { Bundles } from './bundle.ts'
import { readLog, startChild, type Child, type Ending } from './child.ts'
import { misdeedsIn, writeFaults, type Faults, type Misdeed } from './faults.ts'
import type { RpcProxy } from './rpc-proxy.ts'
import type { TcpProxy } from './tcp-proxy.ts'
import { waitUntil } from './wait-until.ts'

/** How docs/operators.md says that a node is run. */
const asOperators = ['--max-semi-space-size=4']

/** Ten nodes set up 45 pairs; a round that a busy machine makes late is tried again after seconds. */
export const readyPatience = 150_000

export type NodePlace = {
  readonly party: number
  /** The node's own directory, with its keys and its store. */
  readonly dir: string
  readonly config: string
  readonly log: string
  readonly bundles: Bundles
  readonly walletUrl: string
  readonly adminUrl: string
  /** Present where the node is one that can be told to misbehave. */
  readonly faults: string | undefined
  readonly proxies: { readonly peers?: TcpProxy; readonly wallets?: TcpProxy }
  /** What it reads the chain through, where that can lie. */
  readonly rpc: readonly RpcProxy[]
}

/** One node of a cluster: its process as it is now, and what may be done to it. */
export class ClusterNode {
  readonly place: NodePlace
  #child: Child | undefined

  constructor(place: NodePlace) {
    this.place = place
  }

  get party(): number {
    return this.place.party
  }

  /** What wallets call. */
  get url(): string {
    return this.place.walletUrl
  }

  get pid(): number {
    return this.child.pid
  }

  get child(): Child {
    if (this.#child === undefined) throw new Error(`node ${this.party} was never started`)
    return this.#child
  }

  get running(): boolean {
    return this.#child?.running() ?? false
  }

  /** All that this node wrote, in all of its runs. */
  log(): string {
    return readLog(this.place.log)
  }

  start(): void {
    if (this.running) throw new Error(`node ${this.party} runs`)
    const { config, log, bundles, faults } = this.place
    const parameters =
      faults === undefined
        ? [...asOperators, bundles.command, 'node', 'run', '--config', config]
        : [bundles.faultyNode, config, faults]
    this.#child = startChild({ command: process.execPath, parameters, log })
  }

  /** Without warning, unless another signal is named; returns when it is gone. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<Ending> {
    return this.child.kill(signal)
  }

  /** It is there, and says nothing. */
  pause(): void {
    this.child.signal('SIGSTOP')
  }

  resume(): void {
    this.child.signal('SIGCONT')
  }

  /** Ends it if it runs, starts it, and waits until it can sign. */
  async restart(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.running) await this.kill(signal)
    this.start()
    await this.ready()
  }

  async ready(): Promise<void> {
    await waitUntil(`node ${this.party} is ready`, async () => this.isReady(), {
      patience: readyPatience,
    })
  }

  async isReady(): Promise<boolean> {
    if (this.#child !== undefined && !this.running) return false
    try {
      const answer = await fetch(`${this.place.adminUrl}/ready`, {
        signal: AbortSignal.timeout(2000),
      })
      return answer.ok
    } catch {
      return false
    }
  }

  /** What it tells its operator. */
  async activity(): Promise<Activity> {
    const answer = await fetch(`${this.place.adminUrl}/activity`, {
      signal: AbortSignal.timeout(2000),
    })
    return activity.parse(await answer.json())
  }

  /** From now on; what was set before is over. */
  misbehave(faults: Faults): void {
    if (this.place.faults === undefined) {
      throw new Error(`node ${this.party} is an honest one: start the cluster with faults for it`)
    }
    writeFaults(this.place.faults, faults)
  }

  /** What it did that no honest node does, in order. */
  misdeeds(): readonly Misdeed[] {
    return misdeedsIn(this.log())
  }

  get store(): string {
    return join(this.place.dir, 'store.db')
  }

  /** Its directory as it is now, whether it runs or not. */
  copyStore(to: string): void {
    mkdirSync(to, { recursive: true })
    cpSync(this.place.dir, to, { recursive: true })
  }

  /** Puts back what was copied, with all that a journal beside it held. */
  restoreStore(from: string): void {
    if (this.running) throw new Error(`node ${this.party} runs: end it first`)
    rmSync(this.place.dir, { recursive: true, force: true })
    cpSync(from, this.place.dir, { recursive: true })
  }

  identityKey(): string {
    return readFileSync(join(this.place.dir, 'identity.key'), 'utf8').trim()
  }

  async stop(): Promise<void> {
    if (this.running) await this.kill()
    await this.place.proxies.peers?.stop()
    await this.place.proxies.wallets?.stop()
    await Promise.all(this.place.rpc.map(async (proxy) => proxy.stop()))
    if (existsSync(this.place.dir)) rmSync(this.place.dir, { recursive: true, force: true })
  }
}
