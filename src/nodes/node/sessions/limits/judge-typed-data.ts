import type { TypedDataFacts } from '../../../../payloads/message/facts.ts'
import type { Limits } from '../../../../protocol/limits.ts'
import { checkListed, limitExceeded } from './limit-exceeded.ts'
import { moneyLimit } from './money-limit.ts'

/** Typed data can allow as much as a call, so limits on calls do not let it pass unnamed. */
export const judgeTypedData = (limits: Limits, facts: TypedDataFacts): void => {
  checkListed('chains', limits.chains, facts.chain)
  const { domains } = limits
  const limit = moneyLimit(limits)
  if (domains === undefined) {
    if (limit === undefined) return
    throw limitExceeded(
      limit,
      'this limit cannot judge typed data: name its domain in the limits',
      {
        allowed: null,
        asked: facts.kind,
      },
    )
  }
  const contract = facts.domain.verifyingContract?.toLowerCase() ?? null
  if (domains.some((one) => one.chain === facts.chain && one.contract === contract)) return
  throw limitExceeded('domains', 'the session is limited to other typed data', {
    allowed: domains.map((one) => `${one.chain}:${one.contract}`),
    asked: `${facts.chain ?? 'any chain'}:${contract ?? 'any contract'}`,
  })
}
