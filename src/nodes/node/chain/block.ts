import type { Hex } from 'viem'

/** A block as far as reading the registry goes. */
export type Block = {
  readonly number: bigint
  readonly hash: Hex
  /** Unix time in seconds, as the chain says it. */
  readonly timestamp: number
}

/** Where a chain is, as all RPCs of this node say together. */
export type ChainPosition = {
  /** Final at all of them: the lower of what they call so. */
  readonly final: Block
  /** The head of each RPC, in the order of the configuration. What is withdrawn at any counts. */
  readonly heads: readonly Block[]
  /** Unix time in milliseconds, by this node's clock. */
  readonly at: number
}

export const lowerOf = (blocks: readonly Block[]): Block =>
  blocks.reduce((lowest, block) => (block.number < lowest.number ? block : lowest))
