import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { SESSION_LENGTH } from '../../../threshold/ceremony/message.ts'
import { BOOT_ID_LENGTH } from '../../../threshold/ecdsa/header.ts'
import { equalBytes, toHex } from '../../../threshold/encoding/bytes.ts'
import { fixedBytes } from '../../../threshold/encoding/codec.ts'
import { record } from '../../../threshold/encoding/record.ts'
import { hash } from '../../../threshold/encoding/transcript.ts'
import type { PairGeneration } from '../../../threshold/pairs/generation.ts'
import { setUpPair } from '../../../threshold/pairs/pair-setup.ts'
import type { Primitives, Randomness } from '../../../threshold/primitives/primitives.ts'
import type { Log } from '../log.ts'
import type { PeerTopic } from '../peers/wire.ts'
import { reasonOf } from '../problem.ts'
import { Budget } from './budget.ts'
import type { Runner } from './runner.ts'

/** What the lower of two proposes, for these two runs of both nodes and no other. */
const proposalRecord = record('pair-proposal', {
  id: fixedBytes(SESSION_LENGTH),
  low: fixedBytes(BOOT_ID_LENGTH),
  high: fixedBytes(BOOT_ID_LENGTH),
})

/** The higher one's word that it has nothing of what a proposal led to, or has no more use for it. */
const lostRecord = record('pair-lost', { id: fixedBytes(SESSION_LENGTH) })

export type PairsParts = {
  readonly self: number
  readonly bootId: Uint8Array
  readonly runner: Runner
  readonly connected: () => ReadonlySet<number>
  readonly request: (party: number, topic: PeerTopic, body: Uint8Array) => Promise<unknown>
  readonly primitives: Primitives
  readonly random: Randomness
  readonly log: Log
}

/** Each failed check may cost a bit: whoever fails often waits. */
const SETUPS_A_MINUTE = 6
const LOOK_MS = 500
/**
 * Ten nodes that all set up everything at once keep each other so busy that every round is late;
 * with one alone a frozen peer would hold up all others.
 */
const PROPOSED_AT_ONCE = 2

/** What this node has with each other one, and the setting up of what is missing. */
export class Pairs {
  readonly #parts: PairsParts
  readonly #generations = new Map<number, PairGeneration>()
  readonly #boots = new Map<number, Uint8Array>()
  readonly #underWay = new Set<number>()
  /** To whom we have proposed, the longest ago first. */
  readonly #asked = new Set<number>()
  readonly #budget = new Budget<number>(SETUPS_A_MINUTE)
  readonly #usedIds = new Set<string>()
  /** The last proposal that each pair went by: one of the two may have got a pair from it alone. */
  readonly #lastIds = new Map<number, Uint8Array>()
  /** By the lower party: what we last told it to be lost. By the higher: what it told us. */
  readonly #lost = new Map<number, string>()
  #timer: NodeJS.Timeout | undefined

  constructor(parts: PairsParts) {
    this.#parts = parts
  }

  start(): void {
    this.#timer = setInterval(() => this.look(), LOOK_MS)
    this.#timer.unref()
  }

  close(): void {
    clearInterval(this.#timer)
    for (const generation of this.#generations.values()) generation.drop()
    this.#generations.clear()
  }

  /** The live ones, by peer. */
  get live(): ReadonlyMap<number, PairGeneration> {
    return new Map([...this.#generations].filter(([, one]) => isLive(one)))
  }

  /** A peer said which run of it this is. What we had with an earlier one is gone at its end. */
  greeted(peer: number, bootId: Uint8Array): void {
    const before = this.#boots.get(peer)
    this.#boots.set(peer, bootId)
    if (before !== undefined && !equalBytes(before, bootId)) {
      this.#drop(peer)
      this.#parts.runner.forget(peer)
    }
    this.look()
  }

  /** Sets up what is missing and begins with us; tells the others what is missing to them. */
  look(): void {
    const { self, connected } = this.#parts
    const missing = [...connected()].filter((peer) => {
      const generation = this.#generations.get(peer)
      return !this.#underWay.has(peer) && (generation === undefined || !isLive(generation))
    })
    for (const peer of missing.filter((one) => one < self)) {
      const id = this.#lastIds.get(peer)
      if (id !== undefined) this.#tend(peer, this.#reportLost(peer, id))
    }
    for (const peer of this.#inTurn(missing.filter((one) => one > self))) {
      this.#tend(peer, this.#propose(peer))
    }
  }

  /** As many as there is room for; whoever was asked before comes after the others. */
  #inTurn(peers: readonly number[]): readonly number[] {
    const { self } = this.#parts
    const proposed = [...this.#underWay].filter((peer) => peer > self).length
    const order = [...this.#asked]
    return peers
      .toSorted((a, b) => order.indexOf(a) - order.indexOf(b) || a - b)
      .slice(0, Math.max(0, PROPOSED_AT_ONCE - proposed))
  }

  #tend(peer: number, tending: Promise<void>): void {
    tending.catch((error: unknown) => {
      this.#parts.log.info({ peer, reason: reasonOf(error) }, 'a pair was not set up')
    })
  }

  async #propose(peer: number): Promise<void> {
    const { bootId, random, request } = this.#parts
    this.#asked.delete(peer)
    this.#asked.add(peer)
    const theirs = this.#boots.get(peer)
    if (theirs === undefined || !this.#budget.take(peer)) return
    const proposal = { id: random(SESSION_LENGTH), low: bootId, high: theirs }
    this.#drop(peer)
    this.#underWay.add(peer)
    try {
      await request(peer, 'pair', proposalRecord.encode(proposal)).catch((error: unknown) => {
        this.#budget.giveBack(peer)
        throw error
      })
      await this.#setUp(peer, proposal)
    } finally {
      this.#underWay.delete(peer)
    }
    this.look()
  }

  async #reportLost(peer: number, id: Uint8Array): Promise<void> {
    const name = toHex(id)
    if (this.#lost.get(peer) === name) return
    this.#lost.set(peer, name)
    try {
      await this.#parts.request(peer, 'pair-lost', lostRecord.encode({ id }))
    } catch (error) {
      this.#lost.delete(peer)
      throw error
    }
  }

  /** The lower one of the pair proposes to set it up. */
  handleProposal(from: number, body: Uint8Array): void {
    const { self, bootId, connected, log } = this.#parts
    const proposal = proposalRecord.decode(body)
    if (from > self) throw new ProtocolError('bad-request', 'the lower party proposes')
    if (!equalBytes(proposal.high, bootId) || !this.#isCurrent(from, proposal.low)) {
      throw new ProtocolError('stale-header', 'one of the two has been restarted: propose again')
    }
    // Theirs to us stands, ours to them does not yet: what we have to say could not be sent.
    if (!connected().has(from)) {
      throw new ProtocolError('peer-unreachable', 'not connected to you yet: propose again')
    }
    const name = toHex(proposal.id)
    if (this.#usedIds.has(name)) throw new ProtocolError('replayed', 'this id was used before')
    if (this.#underWay.has(from) || !this.#budget.take(from)) {
      throw new ProtocolError('busy', 'too many set-ups: wait', { retryAfter: 10 })
    }
    this.#usedIds.add(name)
    this.#drop(from)
    this.#underWay.add(from)
    this.#setUp(from, proposal)
      .catch((error: unknown) => {
        log.info({ peer: from, reason: reasonOf(error) }, 'a pair was not set up')
      })
      .finally(() => this.#underWay.delete(from))
  }

  /**
   * The higher one has nothing of what we set up or are still setting up: it may be that only it
   * saw a check fail, or that only to it our last message came too late.
   */
  handleLost(from: number, body: Uint8Array): void {
    const { id } = lostRecord.decode(body)
    const last = this.#lastIds.get(from)
    if (last === undefined || !equalBytes(last, id)) return
    this.#lost.set(from, toHex(id))
    this.#drop(from)
    this.look()
  }

  async #setUp(peer: number, proposal: ReturnType<typeof proposalRecord.decode>): Promise<void> {
    const { self, runner, primitives, random } = this.#parts
    const id = hash('node/pair', proposal.id, proposal.low, proposal.high)
    this.#lastIds.set(peer, proposal.id)
    const ceremony = setUpPair({ id, self, peer, primitives, random })
    const generation = await runner.run(ceremony, { kind: 'pair' })
    const remote = self < peer ? proposal.high : proposal.low
    const lost = this.#lost.get(peer) === toHex(proposal.id)
    if (this.#isCurrent(peer, remote) && !lost) this.#generations.set(peer, generation)
    else generation.drop()
  }

  #isCurrent(peer: number, bootId: Uint8Array): boolean {
    const known = this.#boots.get(peer)
    return known !== undefined && equalBytes(known, bootId)
  }

  /** Burns every presignature made from it that was not used. */
  #drop(peer: number): void {
    this.#generations.get(peer)?.drop()
    this.#generations.delete(peer)
  }
}

const isLive = ({ dropped, spent }: PairGeneration): boolean => !dropped && !spent
