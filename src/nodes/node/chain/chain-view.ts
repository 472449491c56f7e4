import type { Hex, PublicClient } from 'viem'
import type { ProtocolError } from '../../../protocol/protocol-error.ts'
import type { At } from '../../../registry/contracts.ts'
import { agreedRead } from './agreed-read.ts'
import { lowerOf, type Block, type ChainPosition } from './block.ts'
import { chainError, isChainError } from './chain-errors.ts'
import type { ChainOptions } from './chain-options.ts'
import { look, type Look } from './look.ts'
import { chainIdOf, openRpcs, type Rpc } from './rpc.ts'

/** How often the RPCs are asked again which chain they serve. */
const CHAIN_ID_EVERY_MS = 60_000

export type Read<T> = (client: PublicClient, at: At) => Promise<T>

export type ChainEvents = {
  /** After each look that moved the final block. What it throws is reported as a problem. */
  readonly onFinal?: (position: ChainPosition) => Promise<void> | void
  /** When what is wrong changes, and with undefined when nothing is any more. */
  readonly onProblem?: (problem: ProtocolError | undefined) => void
}

/**
 * The registry's chain as this node sees it, through all its RPCs together. Everything that is
 * judged by the chain is read at a block that they agree on, and its content compared: an RPC that
 * knows the right hash can still answer with anything for what is in the block.
 *
 * What was seen is kept in memory alone. A node that restarts believes the first story that both
 * RPCs tell; from then on nothing final is ever undone.
 */
export class ChainView {
  readonly #rpcs: readonly Rpc[]
  readonly #chainId: number
  readonly #options: ChainOptions
  readonly #now: () => number
  readonly #passed: () => number
  readonly #events = new Set<ChainEvents>()
  #past: Look | undefined
  #told: Hex | undefined
  #problem: ProtocolError | undefined = chainError('chain-unavailable', 'no block was read yet')
  #newBlockAt = 0
  #wellAt = Number.NEGATIVE_INFINITY
  #chainIdAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #stopped = false

  constructor(
    config: { readonly chainId: number; readonly rpcUrls: readonly string[] },
    options: ChainOptions,
    /** Unix time in milliseconds, and a clock that nobody sets. */
    clocks: { readonly now: () => number; readonly passed: () => number } = {
      now: Date.now,
      passed: () => performance.now(),
    },
  ) {
    this.#rpcs = openRpcs(config.rpcUrls, options.timeoutMilliseconds)
    this.#chainId = config.chainId
    this.#options = options
    this.#now = clocks.now
    this.#passed = clocks.passed
  }

  subscribe(events: ChainEvents): () => void {
    this.#events.add(events)
    return () => this.#events.delete(events)
  }

  /** Looks at once and then again and again; resolves after the first look, however it went. */
  async start(): Promise<void> {
    await this.look()
    this.#plan()
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  /** The last position, whatever is wrong now; for showing, never for judging. */
  last(): ChainPosition | undefined {
    return this.#past?.position
  }

  /** Why nothing is read now. */
  problem(): ProtocolError | undefined {
    const past = this.#past
    if (past !== undefined && this.#stale(past)) {
      const { maxAgeSeconds } = this.#options
      return chainError('chain-stale', `the chain has no block from the last ${maxAgeSeconds} s`)
    }
    const problem = this.#problem
    if (past === undefined || (problem !== undefined && problem.code !== 'chain-unavailable')) {
      return problem
    }
    const { graceMilliseconds, pollMilliseconds, timeoutMilliseconds } = this.#options
    const silent = this.#passed() - this.#wellAt
    if (problem !== undefined) return silent > graceMilliseconds ? problem : undefined
    // A look that does not end cannot say that something is wrong.
    const late = graceMilliseconds + pollMilliseconds + timeoutMilliseconds
    return this.#looking !== undefined && silent > late
      ? chainError('chain-unavailable', 'the RPCs take too long to tell where the chain is')
      : undefined
  }

  /** Where the chain is, to be judged by. Throws while the RPCs tell no one story. */
  position(): ChainPosition {
    const problem = this.problem()
    if (problem !== undefined) throw problem
    if (this.#past === undefined) throw chainError('chain-unavailable', 'no block was read yet')
    return this.#past.position
  }

  /** Reads at a block that all RPCs have, and believes what they answer alike. */
  async readAt<T>(block: Block, read: Read<T>): Promise<T> {
    return agreedRead(this.#rpcs, block, read)
  }

  /** Reads at the head of each RPC, from that RPC; one answer a head that is different. */
  async readAtHeads<T>(position: ChainPosition, read: Read<T>): Promise<readonly T[]> {
    const { heads } = position
    const lowest = lowerOf(heads)
    if (heads.every(({ hash }) => hash === lowest.hash)) return [await this.readAt(lowest, read)]
    return Promise.all(
      heads.map(async (head, place) => agreedRead(this.#rpcs.slice(place, place + 1), head, read)),
    )
  }

  /** One look, or the one that is under way. */
  async look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  async #look(): Promise<void> {
    try {
      await this.#checkChainIds()
      const { maxSpread } = this.#options
      const began = this.#passed()
      const found = await look(this.#rpcs, this.#past, { maxSpread, now: this.#now() })
      await this.#accept(found)
      this.#wellAt = began
      this.#say(undefined)
    } catch (error) {
      this.#say(isChainError(error) ? error : failed(error))
    }
  }

  async #accept(found: Look): Promise<void> {
    const before = this.#past?.position
    if (before === undefined || highest(found.position) > highest(before)) {
      this.#newBlockAt = this.#passed()
    }
    this.#past = found
    const { hash } = found.position.final
    if (this.#told === hash) return
    for (const { onFinal } of this.#events) await onFinal?.(found.position)
    // Only now: whoever could not do what a new final block asks for is told again.
    this.#told = hash
  }

  async #checkChainIds(): Promise<void> {
    if (this.#passed() - this.#chainIdAt < CHAIN_ID_EVERY_MS) return
    for (const rpc of this.#rpcs) {
      const chainId = await chainIdOf(rpc)
      if (chainId === this.#chainId) continue
      throw chainError(
        'chain-disagrees',
        `${rpc.name} serves chain ${chainId}, and the registry is on ${this.#chainId}`,
      )
    }
    this.#chainIdAt = this.#passed()
  }

  #stale({ position }: Look): boolean {
    const limit = this.#options.maxAgeSeconds * 1000
    const newest = Math.max(...position.heads.map(({ timestamp }) => timestamp * 1000))
    return this.#now() - newest > limit && this.#passed() - this.#newBlockAt > limit
  }

  #say(problem: ProtocolError | undefined): void {
    const changed = problem?.message !== this.#problem?.message
    this.#problem = problem
    if (problem?.code === 'chain-disagrees') this.#chainIdAt = Number.NEGATIVE_INFINITY
    if (changed) for (const { onProblem } of this.#events) onProblem?.(problem)
  }

  #plan(): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => {
      void this.look().then(() => this.#plan())
    }, this.#options.pollMilliseconds)
  }
}

const highest = ({ heads }: ChainPosition): bigint =>
  heads.reduce((most, { number }) => (number > most ? number : most), 0n)

const failed = (cause: unknown): ProtocolError =>
  chainError('chain-unavailable', 'the chain could not be read', { cause })
