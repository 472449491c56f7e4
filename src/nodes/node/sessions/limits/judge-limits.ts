import type { Facts } from '../../../../payloads/facts-of.ts'
import type { Limits } from '../../../../protocol/limits.ts'
import { judgeTransaction } from './judge-transaction.ts'
import { judgeTypedData } from './judge-typed-data.ts'
import { checkListed, limitExceeded, type LimitName } from './limit-exceeded.ts'
import { moneyLimit } from './money-limit.ts'

export type DigestFacts = { readonly kind: 'digest' }

/**
 * Holds a payload to the limits of its session, all but what is counted. A limit that cannot judge
 * a payload refuses it:
 * - a call, under a limit on value, unless `contracts` or `functions` judge it too;
 * - typed data, under a limit on value, contracts or functions, unless `domains` names it;
 * - Cosmos documents and authorizations under those limits, always: they name neither denomination
 *   nor bech32 contract;
 * - messages under any of these, or under `chains` or `domains`, unless `kinds` names them;
 * - transactions where `domains` alone limits, unless `kinds` names them;
 * - a bare digest, and typed data of the first version, under any limit on what is signed.
 */
export const judgeLimits = (
  limits: Limits,
  facts: Facts | DigestFacts,
  origin: string | undefined,
): void => {
  checkListed('kinds', limits.kinds, facts.kind)
  checkListed('origins', limits.origins, origin ?? null)
  switch (facts.kind) {
    case 'evm-transaction':
      if (moneyLimit(limits) === undefined) refuseBesideDomains(limits, facts)
      return judgeTransaction(limits, facts)
    case 'typed-data':
      return judgeTypedData(limits, facts)
    case 'personal-message':
    case 'adr36':
      if (limits.kinds !== undefined) return
      return refuseUnder(contentLimit(limits), facts.kind)
    case 'typed-data-v1':
    case 'digest':
      return refuseUnder(contentLimit(limits), facts.kind)
    default:
      refuseBesideDomains(limits, facts)
      checkListed('chains', limits.chains, facts.chain)
      return refuseUnder(moneyLimit(limits), facts.kind)
  }
}

/** Limits on typed data alone say nothing of a transaction. */
const refuseBesideDomains = (limits: Limits, { kind }: Facts): void => {
  if (limits.chains !== undefined || limits.kinds !== undefined) return
  refuseUnder(limits.domains === undefined ? undefined : 'domains', kind)
}

const contentLimit = (limits: Limits): LimitName | undefined =>
  moneyLimit(limits) ?? (['chains', 'domains'] as const).find((name) => limits[name] !== undefined)

const refuseUnder = (limit: LimitName | undefined, kind: string): void => {
  if (limit === undefined) return
  throw limitExceeded(limit, `this limit cannot judge ${kind}, so the session may not sign it`, {
    allowed: null,
    asked: kind,
  })
}
