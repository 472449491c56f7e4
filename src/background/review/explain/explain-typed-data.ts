import type { Action } from '../../../messages/popup/action.ts'
import type { TokenEffect } from '../../../payloads/evm/token-effect.ts'
import { typedDataFacts } from '../../../payloads/message/facts.ts'
import {
  parseTypedData,
  type TypedData,
} from '../../../payloads/message/typed-data/parse-typed-data.ts'
import type { ReadTypedData } from '../../approvals/kinds/review.ts'
import { allowance } from './allowance.ts'
import { domainTree, structTree } from './data-tree.ts'
import { permitTimes } from './permit-times.ts'
import { untilTime } from './permit2-calls.ts'
import { tokenRef, type TokenLookup } from './token-lookup.ts'

/** With tokens of the chain that it is for; throws `PayloadError` for what the nodes would not sign either. */
export const explainTypedData = (
  text: string,
  tokensOf: (chainId: bigint | null) => TokenLookup,
): ReadTypedData => {
  const data = parseTypedData(text)
  return {
    domain: domainTree(data.domain),
    primaryType: data.primaryType,
    tree: structTree(data.types, data.primaryType, data.message),
    actions: typedDataActions(data, tokensOf(data.domain.chainId)),
  }
}

/** What contracts let others do once this is signed; the very effects that nodes judge limits by. */
const typedDataActions = (data: TypedData, tokens: TokenLookup): readonly Action[] => {
  const times = permitTimes(data)
  return typedDataFacts(data).tokens.flatMap((effect, at): readonly Action[] => {
    const { token, to, owner, amount } = effect
    if (token === null || to === null) return []
    const ref = tokenRef(tokens, token)
    if (effect.action === 'transfer') {
      return [
        {
          kind: 'send-token',
          standard: 'ERC20',
          token: ref,
          from: owner ?? token,
          to,
          amount: String(amount ?? 0n),
        },
      ]
    }
    if (isNftPermit(effect)) {
      return [{ kind: 'approve-nft', token: ref, spender: to, tokenId: String(amount ?? 0n) }]
    }
    const until = times[at]
    return [
      {
        kind: 'approve',
        via: effect.via === 'permit2' ? 'permit2' : 'permit',
        token: ref,
        spender: to,
        allowance: allowance(amount),
        ...(until !== undefined && untilTime(until)),
        canCap: false,
      },
    ]
  })
}

/** EIP-4494 names no owner, and a token where others name an amount. */
const isNftPermit = ({ via, owner }: TokenEffect): boolean => via === 'permit' && owner === null
