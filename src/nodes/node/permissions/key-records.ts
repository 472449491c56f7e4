import type { Address, Hex } from 'viem'
import type { Pkp } from '../../../registry/pkp.ts'
import { readPkp } from '../../../registry/read-pkp.ts'
import { tokenIdOf } from '../../../registry/token-id.ts'
import type { ChainPosition } from '../chain/block.ts'
import type { ChainView, Read } from '../chain/chain-view.ts'
import { isUnknownPkp } from './is-unknown-pkp.ts'
import type { KeyRecords } from './may-use.ts'

/** Far more keys than are in use at one time. */
const MOST_CACHED = 10_000

type Chain = Pick<ChainView, 'position' | 'readAt' | 'readAtHeads'>

type Cached = { readonly blocks: string; readonly records: Promise<KeyRecords> }

/**
 * Reads keys from the registry, each once a block however many ask. Keys that are not ours are for
 * the caller to keep out: every name that is asked for takes a place here.
 */
export class KeyReader {
  readonly #chain: Chain
  readonly #permissions: Address
  readonly #cache = new Map<Hex, Cached>()

  constructor(chain: Chain, permissions: Address) {
    this.#chain = chain
    this.#permissions = permissions
  }

  /** Throws while the chain tells no one story. */
  async read(publicKey: Hex): Promise<KeyRecords> {
    const position = this.#chain.position()
    const blocks = nameOf(position)
    const cached = this.#cache.get(publicKey)
    if (cached?.blocks === blocks) return cached.records
    const records = this.#read(publicKey, position)
    this.#keep(publicKey, { blocks, records })
    return records
  }

  #keep(publicKey: Hex, cached: Cached): void {
    this.#cache.delete(publicKey)
    this.#cache.set(publicKey, cached)
    const [oldest] = this.#cache.keys()
    if (this.#cache.size > MOST_CACHED && oldest !== undefined) this.#cache.delete(oldest)
    cached.records.catch(() => {
      // What failed is asked again by the next who wants it.
      if (this.#cache.get(publicKey) === cached) this.#cache.delete(publicKey)
    })
  }

  async #read(publicKey: Hex, position: ChainPosition): Promise<KeyRecords> {
    const read = readOne(this.#permissions, publicKey)
    const [final, heads] = await Promise.all([
      this.#chain.readAt(position.final, read),
      this.#chain.readAtHeads(position, read),
    ])
    return { final, heads }
  }
}

/** A key that was not minted is an answer, on which RPCs have to agree as on any other. */
const readOne =
  (permissions: Address, publicKey: Hex): Read<Pkp | undefined> =>
  async (client, at) => {
    try {
      return await readPkp(client, permissions, tokenIdOf(publicKey), at)
    } catch (error) {
      if (isUnknownPkp(error)) return undefined
      throw error
    }
  }

const nameOf = ({ final, heads }: ChainPosition): string =>
  [final, ...heads].map(({ hash }) => hash).join()
