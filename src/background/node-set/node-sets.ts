import * as z from 'zod'
import type { NodeSetView } from '../../messages/popup/node-set-view.ts'
import type { SignInWay } from '../../messages/popup/sign-in-view.ts'
import { deployment as deploymentFile, type Deployment } from '../../protocol/deployment.ts'
import { QuorumError, type QuorumErrorCode } from '../../quorum/errors.ts'
import { connect } from '../../quorum/network/connect.ts'
import type { Network } from '../../quorum/network/network.ts'
import type { VerifiedNodeSet } from '../../quorum/network/node-set.ts'
import type { Parts } from '../parts.ts'
import { problemOf, WalletProblem } from '../problem.ts'
import { Kept } from '../state/kept.ts'
import { areaStore } from './area-store.ts'
import { composeNodeSetView, type NodeSetState } from './compose-node-set-view.ts'
import { nodeSetIdentity } from './node-set-identity.ts'
import { readSource } from './read-source.ts'
import { requireClock } from './require-clock.ts'
import { signInWays } from './sign-in-ways.ts'
import { whyUnread } from './why-unread.ts'

const schema = z.strictObject({ chosen: z.optional(deploymentFile) })
type Stored = z.infer<typeof schema>

type NodeSetParts = Pick<Parts, 'local' | 'fetch' | 'now' | 'random'>

/** What says something about the nodes, and not about who asked them, or for what. */
const aboutNodes: ReadonlySet<QuorumErrorCode> = new Set<QuorumErrorCode>([
  'no-network',
  'below-threshold',
  'untrusted-registry',
  'wrong-clock',
  'replaced',
  'not-founded',
])

/** What may have any reason, and is looked into. */
const unclear: ReadonlySet<QuorumErrorCode> = new Set<QuorumErrorCode>([
  'budget-spent',
  'chain-failed',
])

/** The node set that is in use, and how it is. Nothing is asked of it before it is needed. */
export class NodeSets {
  readonly #parts: NodeSetParts
  readonly #kept: Kept<Stored>
  readonly #builtIn: Deployment
  readonly #listeners = new Set<() => void>()
  readonly #leaving = new Set<() => Promise<void>>()
  #state: NodeSetState = { state: 'unknown' }
  #network: Network | undefined
  #found: VerifiedNodeSet | undefined
  #connecting: Promise<Network> | undefined

  private constructor(parts: NodeSetParts, kept: Kept<Stored>, builtIn: Deployment) {
    this.#parts = parts
    this.#kept = kept
    this.#builtIn = builtIn
  }

  static async open(parts: NodeSetParts, builtIn: Deployment): Promise<NodeSets> {
    const kept = await Kept.open<Stored>(parts.local, { name: 'node-set', schema, initial: {} })
    return new NodeSets(parts, kept, builtIn)
  }

  get deployment(): Deployment {
    return this.#kept.value.chosen ?? this.#builtIn
  }

  /** What accounts remember of it. */
  get id(): string {
    return nodeSetIdentity(this.deployment)
  }

  view(): NodeSetView {
    const health = this.#network?.health
    const found = this.#found && health && { ...this.#found, health }
    return composeNodeSetView(this.deployment, this.#state, found)
  }

  ways(): readonly SignInWay[] {
    return signInWays(this.deployment)
  }

  /** Connected, once its nodes are known to be its nodes; what was broken is looked at again. */
  async network(): Promise<Network> {
    if (this.#network !== undefined && this.#state.state === 'fine') return this.#network
    const connecting = this.#connecting ?? this.#connect()
    this.#connecting = connecting
    try {
      return await connecting
    } finally {
      if (this.#connecting === connecting) this.#connecting = undefined
    }
  }

  /** Asks anew; what it came to is in the view. */
  async check(): Promise<void> {
    this.#network?.forget('node-set')
    if (this.#state.state === 'fine') this.#put({ state: 'connecting' })
    await this.network().catch(() => {})
  }

  async preview(source: string): Promise<NodeSetView> {
    const deployment = await readSource(this.#parts, source)
    return composeNodeSetView(deployment, { state: 'unknown' }, undefined)
  }

  /** Accounts of the node set before stay known, and are there again when it is. */
  async switchTo(source: string, networkKey: string): Promise<void> {
    const chosen = await readSource(this.#parts, source)
    if (chosen.networkKey !== networkKey) {
      throw new WalletProblem(
        'changed-meanwhile',
        'the file has another network key than the one that was shown: look at it again',
      )
    }
    for (const leave of this.#leaving) await leave()
    await this.#kept.change(() => ({ chosen }))
    this.#network = undefined
    this.#connecting = undefined
    this.#found = undefined
    this.#put({ state: 'unknown' })
  }

  /** What others saw go wrong with nodes; returns what is to be said of it. */
  async report(error: unknown): Promise<unknown> {
    if (!(error instanceof QuorumError)) return error
    if (unclear.has(error.code)) {
      await this.check()
      const { problem } = this.#state
      return problem === undefined
        ? error
        : new WalletProblem(problem.code, problem.detail, { cause: error })
    }
    if (aboutNodes.has(error.code)) {
      this.#network?.forget('node-set')
      this.#put({ state: 'broken', problem: problemOf(error) })
    }
    return error
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Before another node set takes the place of this one. */
  onLeave(listener: () => Promise<void>): void {
    this.#leaving.add(listener)
  }

  async #connect(): Promise<Network> {
    const { deployment } = this
    const isCurrent = (): boolean => this.deployment === deployment
    if (this.#state.state !== 'broken') this.#put({ state: 'connecting' })
    try {
      const network = this.#network ?? (await this.#open(deployment))
      const found = await network.nodeSet()
      await requireClock(network)
      if (isCurrent()) {
        this.#network = network
        this.#found = found
        this.#put({ state: 'fine' })
      }
      return network
    } catch (error) {
      const why = await whyUnread(this.#parts, deployment, error)
      if (isCurrent()) this.#put({ state: 'broken', problem: problemOf(why) })
      throw why
    }
  }

  async #open(deployment: Deployment): Promise<Network> {
    const { fetch, now, local } = this.#parts
    return connect({
      deployment,
      fetch,
      now,
      store: areaStore(local),
      onEvent: () => this.#tell(),
    })
  }

  #put(state: NodeSetState): void {
    this.#state = state
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}
