import type { FeeChoice } from '../../../messages/popup/approval-view.ts'
import type { Transactions } from '../../transactions/transactions.ts'
import type { Asked, Draft } from './draft.ts'
import type { AskedCall, Fees, Review } from './review.ts'

export type DraftParts = { readonly review: Review; readonly transactions: Transactions }

export const callOf = (chainId: string, from: string, { asked }: Draft): AskedCall => ({
  chainId,
  from,
  to: asked.to,
  value: asked.value,
  data: asked.data,
})

export const newDraft = (review: Review, chainId: string, from: string, asked: Asked): Draft => ({
  asked,
  action: review.explain({ chainId, from, to: asked.to, value: asked.value, data: asked.data }),
  simulation: { state: 'running' },
})

/** Nonce, gas and fees, and what it would do; `before` are those of the same batch. */
export const prepareDraft = async (
  { review, transactions }: DraftParts,
  place: { readonly chainId: string; readonly from: string; readonly origin: string },
  draft: Draft,
  before = 0,
): Promise<Draft> => {
  const { chainId, from } = place
  const { asked } = draft
  const call = callOf(chainId, from, draft)
  const [nonce, fees, gas, simulation] = await Promise.all([
    asked.nonce ?? transactions.nextNonce(from, chainId).then((next) => next + before),
    review.fees(chainId),
    review.gas(call),
    review.simulate(call),
    review.learnTokens(chainId, [draft.action]),
  ])
  const fee = chosenFee(asked, fees)
  const action = review.explain(call)
  const warnings = await review.judge(place.origin, {
    kind: 'transaction',
    call,
    action,
    simulation,
    fee,
    fees,
  })
  return {
    ...draft,
    action,
    warnings,
    nonce,
    gasLimit: asked.gas ?? gas.limit,
    fees,
    fee,
    simulation,
  }
}

/** What the page named counts; without, what gets into one of the next blocks. */
const chosenFee = (asked: Asked, fees: Fees): FeeChoice => {
  const named = asked.maxFeePerGas ?? asked.gasPrice
  const normal = fees.choices.find(({ speed }) => speed === 'normal') ?? fees.choices[0]
  const fallback: FeeChoice = normal ?? { speed: 'custom', maxFeePerGas: '0' }
  if (named === undefined) return fallback
  const tip = asked.maxPriorityFeePerGas ?? fallback.maxPriorityFeePerGas
  return {
    speed: 'custom',
    maxFeePerGas: named,
    // A tip above the whole would be refused by every chain.
    ...(tip !== undefined &&
      fees.kind === 'eip1559' && {
        maxPriorityFeePerGas: BigInt(tip) > BigInt(named) ? named : tip,
      }),
  }
}
