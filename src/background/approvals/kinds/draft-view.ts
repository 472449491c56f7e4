import type { TransactionView } from '../../../messages/popup/approval-view.ts'
import { isReady, type Draft } from './draft.ts'

const none = { speed: 'normal', maxFeePerGas: '0' } as const

/** As it is shown; what is not known yet is zero, and Confirm waits for it. */
export const draftView = (chainId: string, from: string, draft: Draft): TransactionView => {
  const { asked, action, simulation } = draft
  const fee = draft.fee ?? none
  const gas = BigInt(draft.gasLimit ?? '0')
  const kind = draft.fees?.kind ?? 'eip1559'
  const most = gas * BigInt(fee.maxFeePerGas)
  return {
    chainId,
    from,
    ...(asked.to !== undefined && { to: asked.to }),
    value: asked.value,
    data: asked.data,
    nonce: draft.nonce ?? 0,
    type: kind === 'eip1559' ? 'eip1559' : asked.accessList === undefined ? 'legacy' : 'eip2930',
    ready: isReady(draft) && draft.warnings !== undefined,
    fee: {
      kind,
      gasLimit: String(gas),
      choices: draft.fees?.choices ?? [],
      chosen: fee,
      most: String(most),
      about: String(aboutOf(draft, gas, most)),
    },
    action,
    simulation,
  }
}

/** What the block asks for now, for the gas that it took when it was tried. */
const aboutOf = (draft: Draft, gas: bigint, most: bigint): bigint => {
  const baseFee = draft.fees?.baseFee
  if (baseFee === undefined || draft.fee?.maxPriorityFeePerGas === undefined) return most
  const used = draft.simulation.state === 'known' ? BigInt(draft.simulation.gasUsed) : gas
  const price = BigInt(baseFee) + BigInt(draft.fee.maxPriorityFeePerGas)
  const about = (used < gas ? used : gas) * price
  return about < most ? about : most
}
