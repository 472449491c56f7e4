import type { AskedCall } from '../../approvals/kinds/review.ts'
import type { TokenLookup } from './token-lookup.ts'

export type Explaining = {
  readonly tokens: TokenLookup
  /** How many batches this call is inside of. */
  readonly depth: number
  /** Of the whole, so that no batch of batches takes for ever. */
  readonly budget: { left: number }
}

/** A call to a function that is known, with its arguments. */
export type ReadCall = {
  readonly call: AskedCall
  readonly contract: string
  readonly values: readonly unknown[]
  readonly explaining: Explaining
}
