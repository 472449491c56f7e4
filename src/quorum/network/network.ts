import type * as z from 'zod'
import type { Hex } from '../../payloads/encoding/hex.ts'
import { canonicalHash } from '../../protocol/canonical.ts'
import { nodeSetId, type Deployment } from '../../protocol/deployment.ts'
import { statusAnswer } from '../../protocol/endpoints.ts'
import type { NodeSetRecord } from '../../protocol/node-set-record.ts'
import { QuorumError } from '../errors.ts'
import type { Lie } from '../events.ts'
import { askNode, type AskedNode, type Question } from '../http/ask-node.ts'
import { errorOfFailures } from '../http/failures.ts'
import { NothingGathered } from '../http/gather.ts'
import { NodeFailure } from '../http/node-failure.ts'
import type { VerifiedKey } from '../keys/join-key.ts'
import type { Parts } from '../parts.ts'
import type { Chain } from './chain.ts'
import { Health } from './health.ts'
import type { VerifiedNodeSet } from './node-set.ts'
import { readRegistry } from './read-registry.ts'
import { nodeSetEvent, verifyNodeSet } from './verify-node-set.ts'

const SET_MAX_AGE = 600_000
const STATUS_MAX_AGE = 60_000
/** Long enough for a new connection over a bad line: nobody waits for it once a threshold has answered. */
const STATUS_TIMEOUT = 2500
const LATE = 150
/** The registry read here may be a block ahead of, or behind, what nodes have read. */
const READINGS = 4
const BETWEEN_READINGS = 500

export type NodeStatus = z.infer<typeof statusAnswer>

/** A deployment's nodes and chain, as the rest of this room asks them. Nothing runs by itself. */
export class Network {
  readonly parts: Parts
  readonly deployment: Deployment
  readonly chain: Chain
  readonly health: Health
  /** The name that statements have for this network. */
  readonly name: string
  /** Keys that were verified in this run. */
  readonly keys = new Map<Hex, VerifiedKey>()
  #set: { readonly value: VerifiedNodeSet; readonly at: number } | undefined
  #reading: Promise<VerifiedNodeSet> | undefined
  #statuses: { readonly value: readonly NodeStatus[]; readonly at: number } | undefined
  #asking: Promise<readonly NodeStatus[]> | undefined
  /** By party: of those who did not answer when all were last asked. */
  #absences: ReadonlyMap<number, NodeFailure> = new Map()

  constructor(parts: Parts, deployment: Deployment, chain: Chain) {
    this.parts = parts
    this.deployment = deployment
    this.chain = chain
    this.health = new Health(parts.now)
    this.name = nodeSetId(deployment)
  }

  /** The pinned key. */
  get networkKey(): Hex {
    const { networkKey } = this.deployment
    if (networkKey !== undefined) return networkKey
    throw new QuorumError(
      'not-founded',
      'the deployment has no network key yet: run `assent deploy network-key` and use the new file',
    )
  }

  /** Read again when it is old, or was forgotten. */
  async nodeSet(): Promise<VerifiedNodeSet> {
    if (this.#set !== undefined && this.parts.now() - this.#set.at < SET_MAX_AGE) {
      return this.#set.value
    }
    this.#reading ??= this.#readNodeSet().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  /** What was known of nodes may be over: the next question reads it again. */
  forget(what: 'node-set' | 'statuses'): void {
    this.#statuses = undefined
    if (what === 'node-set') this.#set = undefined
  }

  async ask<T>(node: AskedNode, question: Question<T>): Promise<T> {
    const from = this.parts.now()
    try {
      const answer = await askNode(this.parts, this.name, node, question)
      this.health.answered(node.party, this.parts.now() - from)
      return answer
    } catch (error) {
      if (error instanceof NodeFailure && !['refused', 'dropped'].includes(error.kind)) {
        this.health.failed(node.party)
        this.parts.onEvent({ kind: 'node-failed', node: node.party, reason: error.message })
      }
      throw error
    }
  }

  /** Of those who answer; empty when nobody does. */
  async statuses(options: { readonly fresh?: boolean } = {}): Promise<readonly NodeStatus[]> {
    const known = this.#statuses
    if (options.fresh !== true && known && this.parts.now() - known.at < STATUS_MAX_AGE) {
      return known.value
    }
    this.#asking ??= this.#askStatuses().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  /** Why a node is not among those who last said how they are. */
  absence(party: number): NodeFailure {
    return (
      this.#absences.get(party) ?? new NodeFailure(party, 'silent', 'it does not say how it is')
    )
  }

  /** Leaves a liar out for a while, and says so once in that time. */
  named(node: number, lie: Lie, evidence: readonly Hex[]): void {
    const known = this.health.isLiar(node)
    this.health.lied(node)
    if (known) return
    this.parts.onEvent({ kind: 'liar', node, lie, evidence })
  }

  /** Whoever is much later than a threshold of the others is left out, and nobody waits for it. */
  async #askStatuses(): Promise<readonly NodeStatus[]> {
    const { nodes, threshold } = await this.nodeSet()
    const drop = new AbortController()
    const answers: NodeStatus[] = []
    const absences = new Map<number, NodeFailure>()
    const from = this.parts.now()
    await new Promise<void>((resolve, reject) => {
      let waiting = nodes.length
      const settle = (): void => {
        waiting -= 1
        if (waiting === 0) resolve()
        else if (answers.length === threshold) {
          const grace = Math.max(LATE, 3 * (this.parts.now() - from))
          void this.parts.sleep(grace, drop.signal).then(resolve)
        }
      }
      for (const node of nodes) {
        const question = {
          method: 'GET',
          path: '/v1/status',
          answer: statusAnswer,
          timeout: STATUS_TIMEOUT,
          signal: drop.signal,
        } as const
        this.ask(node, question)
          .then((answer) => void answers.push(answer))
          .catch((error: unknown) => {
            if (!(error instanceof NodeFailure)) reject(error)
            else if (error.kind !== 'dropped') absences.set(error.node, error)
          })
          .finally(settle)
      }
    })
    drop.abort()
    const value = answers.toSorted((a, b) => a.party - b.party)
    this.#statuses = { value, at: this.parts.now() }
    this.#absences = absences
    return value
  }

  async #readNodeSet(): Promise<VerifiedNodeSet> {
    const key = this.networkKey
    const epochName = `epoch ${this.name}`
    const seen = Number((await this.parts.store.get(epochName)) ?? 0)
    for (let reading = 1; ; reading += 1) {
      const said = await this.#registry(key)
      const set = await this.#signedSet(key, said)
      if (set.epoch < seen) {
        throw new QuorumError(
          'untrusted-registry',
          `the node set of epoch ${set.epoch} is over, epoch ${seen} was seen: use another RPC`,
        )
      }
      if (sameSet(said, set.record)) {
        await this.parts.store.set(epochName, String(set.epoch))
        this.#set = { value: set, at: this.parts.now() }
        this.#statuses = undefined
        this.parts.onEvent(nodeSetEvent(set))
        return set
      }
      if (reading === READINGS) throw this.#untrusted('names other nodes than have signed for it')
      await this.parts.sleep(BETWEEN_READINGS)
    }
  }

  async #registry(key: Hex): Promise<NodeSetRecord> {
    const said = await readRegistry(this.chain, this.deployment)
    if (said === 'no-key')
      throw this.#untrusted('does not know the network key that is pinned here')
    if (said.networkKey !== key) {
      throw new QuorumError(
        'replaced',
        'the registry has another network key than the one pinned here: either the RPC lies, or ' +
          'this deployment was made anew and its file has to be fetched again',
      )
    }
    return said
  }

  /** From the nodes that the RPC names; if those say nothing, from those that we began with. */
  async #signedSet(key: Hex, said: NodeSetRecord): Promise<VerifiedNodeSet> {
    try {
      return await verifyNodeSet(this.parts, this.name, key, said)
    } catch (error) {
      if (!(error instanceof NothingGathered)) throw error
      if (error.answers >= said.threshold) throw this.#untrusted('names nodes without its key')
      const { deployment } = this
      const others = deployment.nodes.filter(
        ({ identityKey }) => !said.nodes.some((node) => node.identityKey === identityKey),
      )
      if (others.length > 0) {
        const begun = await verifyNodeSet(this.parts, this.name, key, deployment).catch(() => {})
        if (begun !== undefined) return begun
      }
      const size = { nodes: said.nodes.length, threshold: said.threshold }
      throw errorOfFailures('finding the nodes', error.failures, size)
    }
  }

  #untrusted(what: string): QuorumError {
    return new QuorumError(
      'untrusted-registry',
      `the registry that the RPC shows ${what}: use another RPC`,
    )
  }
}

const sameSet = (a: NodeSetRecord, b: NodeSetRecord): boolean => story(a) === story(b)

const story = (record: NodeSetRecord): string => {
  const nodes = record.nodes.toSorted((a, b) => a.party - b.party)
  return canonicalHash('node-set', { ...record, nodes })
}
