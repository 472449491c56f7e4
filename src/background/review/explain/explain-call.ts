import type { Action } from '../../../messages/popup/action.ts'
import { parseAddress } from '../../../payloads/evm/address.ts'
import type { AskedCall } from '../../approvals/kinds/review.ts'
import { argumentTexts } from './argument-text.ts'
import { readBatch } from './batch-calls.ts'
import { decodeArguments } from './decode-arguments.ts'
import type { Explaining } from './explaining.ts'
import { findFunction } from './selectors.ts'
import { tokenCalls } from './token-calls.ts'
import type { TokenLookup } from './token-lookup.ts'

const DEEPEST = 4
const MOST_ACTIONS = 100

/**
 * What a call does, from its bytes alone. A function that is known by its selector is taken for what
 * its name says, as its standard has it; what cannot be read exactly stays a call with its selector.
 */
export const explainCall = (call: AskedCall, tokens: TokenLookup): Action =>
  explainWithin(call, { tokens, depth: 0, budget: { left: MOST_ACTIONS } })

const explainWithin = (call: AskedCall, within: Explaining): Action => {
  const amount = call.value
  if (call.to === undefined) {
    return { kind: 'deploy', bytes: call.data.length / 2 - 1, amount }
  }
  const contract = parseAddress(call.to.toLowerCase())
  if (call.data === '0x') return { kind: 'send-coins', to: contract, amount }

  const selector = call.data.slice(0, 10).toLowerCase()
  const unread = { kind: 'call', contract, selector, amount } as const
  const known = selector.length < 10 ? undefined : findFunction(selector)
  if (known === undefined) return unread
  const named = { ...unread, signature: known.canonical }
  const values = decodeArguments(known.parameters, call.data.slice(10))
  if (values === undefined) return named

  const read = { call, contract, values, explaining: within }
  const inner = within.depth < DEEPEST ? readBatch(known.canonical, read) : undefined
  if (inner !== undefined) {
    within.budget.left -= inner.length
    if (within.budget.left >= 0) {
      const deeper = { ...within, depth: within.depth + 1 }
      const actions = inner.map((one) => ('kind' in one ? one : explainWithin(one, deeper)))
      return withCoins({ kind: 'batch', contract, actions }, contract, amount)
    }
  }
  const token = Object.hasOwn(tokenCalls, known.canonical)
    ? tokenCalls[known.canonical]?.(read)
    : undefined
  if (token !== undefined) return withCoins(token, contract, amount)
  return { ...named, arguments: argumentTexts(known.parameters, values) }
}

/** Coins that go along are said, even where nobody would expect any. */
const withCoins = (action: Action, contract: string, amount: string): Action => {
  if (amount === '0' || action.kind === 'wrap') return action
  const coins: Action = { kind: 'send-coins', to: contract, amount }
  const rest = action.kind === 'batch' ? action.actions : [action]
  return { kind: 'batch', contract, actions: [coins, ...rest] }
}
