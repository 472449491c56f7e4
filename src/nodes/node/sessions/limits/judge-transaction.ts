import type { EvmTransactionFacts } from '../../../../payloads/evm/facts.ts'
import type { Limits } from '../../../../protocol/limits.ts'
import { checkListed, limitExceeded } from './limit-exceeded.ts'

/** The most that a transaction may take of the chain's coin. */
export const valueOf = ({ value, maxFee }: EvmTransactionFacts): bigint => value + maxFee

export const judgeTransaction = (limits: Limits, facts: EvmTransactionFacts): void => {
  checkListed('chains', limits.chains, facts.chain)
  checkListed('contracts', limits.contracts, facts.target?.toLowerCase() ?? null)
  checkListed('functions', limits.functions, facts.selector)
  checkValue(limits, facts)
}

const checkValue = (limits: Limits, facts: EvmTransactionFacts): void => {
  for (const limit of ['valuePerTransaction', 'valueTotal'] as const) {
    const allowed = limits[limit]
    if (allowed === undefined) continue
    // A call may move tokens, of which a limit in the chain's own coin knows nothing.
    if (facts.selector !== null && limitOnCalls(limits) === undefined) {
      throw limitExceeded(
        limit,
        'a limit on value cannot judge a call: name its contract or function in the limits as well',
        { allowed, asked: facts.selector },
      )
    }
    const value = valueOf(facts)
    if (value > BigInt(allowed)) {
      throw limitExceeded(limit, 'more value, with the highest fee, than the session may move', {
        allowed,
        asked: value.toString(),
      })
    }
  }
}

const limitOnCalls = ({ contracts, functions }: Limits) => contracts ?? functions
