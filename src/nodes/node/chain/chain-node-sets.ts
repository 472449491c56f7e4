import type { Address } from 'viem'
import type { CurrentNodeSet } from '../../../registry/node-set.ts'
import { readCurrentNodeSet } from '../../../registry/read-current-node-set.ts'
import type { NodeSetSource } from '../node-set-source.ts'
import { chainError } from './chain-errors.ts'
import type { ChainView } from './chain-view.ts'

/**
 * The node set at the final block. Every change of it is one more statement on the registry's
 * chain of statements, so a set whose head is the one we know is the set that we know.
 */
export class ChainNodeSets implements NodeSetSource {
  readonly #chain: ChainView
  readonly #registry: Address
  readonly #listeners = new Set<(set: CurrentNodeSet) => void>()
  #current: CurrentNodeSet | undefined

  constructor(chain: ChainView, registry: Address) {
    this.#chain = chain
    this.#registry = registry
    chain.subscribe({ onFinal: async ({ final }) => this.#read(final) })
  }

  /** Whether a set was read; until then there is nothing that a node could do. */
  get known(): boolean {
    return this.#current !== undefined
  }

  current(): CurrentNodeSet {
    if (this.#current !== undefined) return this.#current
    throw chainError('chain-unavailable', 'the node set was not read from the registry yet')
  }

  onChange(listener: (set: CurrentNodeSet) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async #read(final: Parameters<ChainView['readAt']>[0]): Promise<void> {
    const set = await this.#chain.readAt(final, async (client, at) =>
      readCurrentNodeSet(client, this.#registry, at),
    )
    const before = this.#current
    if (before?.head === set.head) return
    if (before !== undefined) checkFollows(before, set)
    this.#current = set
    for (const listener of this.#listeners) listener(set)
  }
}

/** The contract holds to this; a chain on which it does not hold is not the one we knew. */
const checkFollows = (before: CurrentNodeSet, after: CurrentNodeSet): void => {
  if (after.epoch < before.epoch) {
    throw chainError('chain-disagrees', `the registry went back from epoch ${before.epoch}`)
  }
  if (before.networkKey !== '0x' && after.networkKey !== before.networkKey) {
    throw chainError('chain-disagrees', 'the registry has another network key than it had')
  }
}
