import type { BatchCall, BatchView } from '../../messages/popup/batch-view.ts'
import type { AskedCall } from '../approvals/kinds/review.ts'
import { WalletProblem } from '../problem.ts'
import { callOfRaw } from '../review/call-of-raw.ts'
import type { Services } from '../services.ts'
import type { Sent } from '../transactions/sent.ts'

const states: Readonly<Record<Sent['state'], BatchCall['state']>> = {
  signed: 'waiting',
  sending: 'sent',
  sent: 'sent',
  mined: 'confirmed',
  reverted: 'failed',
  void: 'replaced',
  gone: 'replaced',
}

/** What was approved together, by the approval, as the chain has it now. */
export const readBatch = async (
  { transactions, review }: Pick<Services, 'transactions' | 'review'>,
  approval: string,
): Promise<BatchView> => {
  // A chain that does not answer says nothing new, and what is known is shown.
  await transactions.refresh((one) => one.approval === approval).catch(() => {})
  const sent = transactions.all
    .filter((one) => one.approval === approval)
    .toSorted((a, b) => a.place - b.place)
  const [first] = sent
  if (first === undefined)
    throw new WalletProblem('bad-input', 'these calls are not known any more')
  const { origin, account, chainId, at } = first
  const asked = sent.map(askedCall)
  // What was learnt of tokens is in memory, and the worker may have been stopped since.
  await review.learnTokens(chainId, asked.map(review.explain)).catch(() => [])
  const calls = sent.map((one) => ({
    action: review.explain(askedCall(one)),
    hash: one.hash,
    state: states[one.state],
  }))
  return { origin, account, chainId, approvedAt: at, calls }
}

const askedCall = ({ raw, chainId, account }: Sent): AskedCall => {
  const call = callOfRaw(raw)
  if (call === undefined)
    throw new WalletProblem('unexpected', 'a signed transaction is unreadable')
  return { chainId, from: account, ...call }
}
