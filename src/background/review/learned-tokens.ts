import type { Action } from '../../messages/popup/action.ts'
import type { TokenView } from '../../messages/popup/chain-view.ts'
import type { KnownToken } from './explain/token-lookup.ts'
import type { Rpc } from './rpc.ts'
import { sameAddress } from './same-address.ts'
import { describeTokens } from './simulate/describe-tokens.ts'

const MOST_KEPT = 2000
const MOST_AT_ONCE = 24

/** What is known of tokens: those that the person keeps, and what contracts said of themselves. */
export class LearnedTokens {
  readonly #rpcOf: (chainId: string) => Rpc
  readonly #kept: () => readonly TokenView[]
  readonly #learned = new Map<string, KnownToken>()

  constructor(rpcOf: (chainId: string) => Rpc, kept: () => readonly TokenView[]) {
    this.#rpcOf = rpcOf
    this.#kept = kept
  }

  of(chainId: string): (address: string) => KnownToken | undefined {
    return (address) => this.#find(chainId, address)
  }

  /** Asks for those that nothing is known of yet; one that says nothing is asked again. */
  async learn(chainId: string, addresses: readonly string[]): Promise<readonly KnownToken[]> {
    const wanted = Array.from(new Set(addresses.map((one) => one.toLowerCase())))
    const unknown = wanted
      .filter((one) => this.#find(chainId, one) === undefined)
      .slice(0, MOST_AT_ONCE)
    const found = unknown.length === 0 ? [] : await describeTokens(this.#rpcOf(chainId), unknown)
    for (const token of found) {
      if (Object.keys(token).length === 1) continue
      if (this.#learned.size >= MOST_KEPT) this.#learned.clear()
      this.#learned.set(keyOf(chainId, token.address), token)
    }
    return wanted.flatMap((address) => this.#find(chainId, address) ?? [])
  }

  #find(chainId: string, address: string): KnownToken | undefined {
    const kept = this.#kept().find(
      (one) => one.chainId === chainId && sameAddress(one.address, address),
    )
    if (kept === undefined) return this.#learned.get(keyOf(chainId, address))
    const { symbol, standard, decimals } = kept
    return { address, symbol, standard, ...(standard === 'ERC20' && { decimals }) }
  }
}

const keyOf = (chainId: string, address: string): string => `${chainId}/${address.toLowerCase()}`

export const tokensIn = (actions: readonly Action[]): readonly string[] =>
  actions.flatMap((action) => {
    if (action.kind === 'batch') return tokensIn(action.actions)
    return 'token' in action ? [action.token.address] : []
  })
