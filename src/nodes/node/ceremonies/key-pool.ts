import { toHex } from '../../../threshold/encoding/bytes.ts'
import { bytesUpTo, list } from '../../../threshold/encoding/codec.ts'
import { record } from '../../../threshold/encoding/record.ts'
import type { NodeSetSource } from '../node-set-source.ts'
import type { PeerTopic } from '../peers/wire.ts'
import type { Vault } from '../store/vault.ts'
import { partiesOf } from './key-plan.ts'
import type { Runner } from './runner.ts'

export type KeyPoolParts = {
  readonly self: number
  readonly vault: Pick<Vault, 'readyKeys' | 'waitingAccounts'>
  readonly runner: Pick<Runner, 'running'>
  readonly nodeSet: Pick<NodeSetSource, 'current'>
  readonly request: (party: number, topic: PeerTopic, body: Uint8Array) => Promise<Uint8Array>
  /** How many unbound keys are to wait. */
  readonly pool: number
}

/** A key more than these is not made, however many are bound and never minted. */
const MOST_BOUND = 64
/** How long the others are believed to have what they had. */
const ASK_MS = 5_000
/** Somebody waits for each signature, and nobody for the pool, until it has been short for a while. */
const YIELD_MS = 2_000

const readyKeys = record('ready-keys', { keys: list(bytesUpTo(96)) })

/** Whether keys have to be made for whoever mints next. */
export class KeyPool {
  readonly #parts: KeyPoolParts
  readonly #passed: () => number
  #enoughAt = Number.NEGATIVE_INFINITY
  #shortSince: number | undefined

  constructor(parts: KeyPoolParts, passed: () => number = () => performance.now()) {
    this.#parts = parts
    this.#passed = passed
  }

  /** Whether to make another one now. */
  async wantsKey(): Promise<boolean> {
    const { vault, pool, runner } = this.#parts
    if (vault.waitingAccounts() >= pool + MOST_BOUND || !(await this.#isShort())) {
      this.#shortSince = undefined
      return false
    }
    const now = this.#passed()
    this.#shortSince ??= now
    if (runner.running('presignature') > 0 && now - this.#shortSince < YIELD_MS) return false
    this.#shortSince = undefined
    return true
  }

  /** What the others ask us for. */
  handleReadyKeys(): Uint8Array {
    return readyKeys.encode({ keys: this.#parts.vault.readyKeys() })
  }

  /**
   * A mint needs a key that a threshold has ready: what others have bound, or lost when they went
   * back to a copy of their store, fills no pool. One that all have is better, since it goes on
   * signing when somebody is away; but a single node that says it has none costs a pool and no more.
   */
  async #isShort(): Promise<boolean> {
    const { self, vault, pool, nodeSet, request } = this.#parts
    const own = vault.readyKeys().map(toHex)
    if (own.length < pool) return true
    if (this.#passed() - this.#enoughAt < ASK_MS) return false
    const { nodes, threshold } = nodeSet.current()
    const others = partiesOf(nodes).filter((party) => party !== self)
    const lists = await Promise.all(
      others.map(async (party) => {
        const { keys } = readyKeys.decode(await request(party, 'ready-keys', new Uint8Array()))
        return new Set(keys.map(toHex))
      }),
      // Who does not say has not said that it lacks them.
    ).catch(() => undefined)
    if (lists !== undefined) {
      const readyAt = (most: number): number =>
        own.filter((key) => lists.filter((keys) => keys.has(key)).length + 1 >= most).length
      const some = readyAt(threshold)
      if (some < pool || (some < 2 * pool && readyAt(nodes.length) < pool)) return true
    }
    this.#enoughAt = this.#passed()
    return false
  }
}
