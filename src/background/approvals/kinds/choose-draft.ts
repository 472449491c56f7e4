import { WalletProblem } from '../../problem.ts'
import type { Choices } from '../kind.ts'
import type { Draft } from './draft.ts'
import { callOf } from './prepare-draft.ts'
import type { Review } from './review.ts'

const LEAST_GAS = 21_000n
const MOST_GAS = 100_000_000n

/** What the person changed: fee, gas, nonce, and less for a spender than was asked. */
export const chooseDraft = (
  review: Review,
  place: { readonly chainId: string; readonly from: string },
  draft: Draft,
  choices: Choices,
  cap: string | undefined,
): Draft => {
  let next = draft
  if (choices.fee !== undefined) {
    const { maxFeePerGas, maxPriorityFeePerGas = '0' } = choices.fee
    if (BigInt(maxPriorityFeePerGas) > BigInt(maxFeePerGas)) {
      throw new WalletProblem('bad-input', 'the tip is more than the whole fee: make it smaller')
    }
    const { maxPriorityFeePerGas: tip, ...rest } = choices.fee
    next = { ...next, fee: tip === undefined ? rest : { ...rest, maxPriorityFeePerGas: tip } }
  }
  if (choices.gasLimit !== undefined) {
    const gas = BigInt(choices.gasLimit)
    if (gas < LEAST_GAS || gas > MOST_GAS) {
      throw new WalletProblem('bad-input', `the gas limit is ${LEAST_GAS} to ${MOST_GAS}`)
    }
    next = { ...next, gasLimit: choices.gasLimit }
  }
  if (choices.nonce !== undefined) next = { ...next, nonce: choices.nonce }
  if (cap !== undefined) {
    const call = callOf(place.chainId, place.from, next)
    const data = review.cap(call, cap)
    next = {
      ...next,
      asked: { ...next.asked, data },
      action: review.explain({ ...call, data }),
    }
  }
  return next
}
