import type { Simulation } from '../../../messages/popup/action.ts'
import type { FeeChoice } from '../../../messages/popup/approval-view.ts'
import type { Transactions } from '../../transactions/transactions.ts'
import type { Asked, Draft } from './draft.ts'
import type { AskedCall, Fees, Review, Site } from './review.ts'

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

/** For whom, on which chain, and who asks. */
export type Place = { readonly chainId: string; readonly from: string; readonly by: Site }

/** Where a call stands in a batch, and what it would do after those before it. */
export type InRow = { readonly place: number; readonly simulation: Simulation }

/** Nonce, gas and fees, what it would do, and what there is to say about that. */
export const prepareDraft = async (
  { review, transactions }: DraftParts,
  { chainId, from, by }: Place,
  draft: Draft,
  inRow?: InRow,
): Promise<Draft> => {
  const { asked } = draft
  const call = callOf(chainId, from, draft)
  const place = inRow?.place ?? 0
  const [nonce, fees, gas, simulation] = await Promise.all([
    asked.nonce ?? transactions.nextNonce(from, chainId).then((next) => next + place),
    review.fees(chainId),
    // Alone, a call that needs those before it would fail.
    place === 0 ? review.gas(call) : { limit: gasAfter(inRow?.simulation) },
    inRow?.simulation ?? review.simulate(call),
    review.learnTokens(chainId, [draft.action]),
  ])
  // What the person has chosen stays, also when it is prepared once more.
  const fee = draft.fee ?? chosenFee(asked, fees)
  const gasLimit = draft.gasLimit ?? asked.gas ?? gas.limit
  const action = review.explain(call)
  const prepared = { ...draft, action, nonce, gasLimit, fees, fee, simulation }
  return judgeDraft(review, { chainId, from, by }, prepared, place > 0)
}

/** Says anew what there is to say, as after a person has changed something. */
export const judgeDraft = async (
  review: Review,
  { chainId, from, by }: Place,
  draft: Draft,
  follows = false,
): Promise<Draft> => {
  const { action, simulation, fee, fees } = draft
  const call = callOf(chainId, from, draft)
  const subject = { kind: 'transaction', call, action, simulation, fee, fees, follows } as const
  return { ...draft, warnings: await review.judge(by, subject) }
}

/** What nobody could try is given room; what is not used is not paid. */
const UNTRIED_GAS = 500_000n

const gasAfter = (simulation: Simulation | undefined): string =>
  simulation?.state === 'known'
    ? String((BigInt(simulation.gasUsed) * 3n) / 2n)
    : String(UNTRIED_GAS)

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
