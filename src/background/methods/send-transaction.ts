import { newDraft } from '../approvals/kinds/prepare-draft.ts'
import { askPerson } from './ask-person.ts'
import type { Method } from './method.ts'
import { addressOf } from './read-params/address-of.ts'
import { invalid, listOf } from './read-params/params.ts'
import { transactionOf } from './read-params/transaction-of.ts'
import { chainOf, requireGranted } from './site-state.ts'

/** `eth_sendTransaction`: on the site's chain, from an account that it may use. */
export const sendTransaction: Method = async (context, params) => {
  const [given, ...more] = listOf(params)
  if (more.length > 0) throw invalid('eth_sendTransaction takes one transaction.')
  const { from, chainId: wanted, asked } = transactionOf(given)
  const account = requireGranted(context, context.by.origin, addressOf(from, 'from'))
  const { chainId } = chainOf(context, context.by.origin)
  if (wanted !== undefined && wanted !== chainId) {
    throw invalid(`The transaction is for chain ${wanted}, and this site is on ${chainId}.`)
  }
  const draft = newDraft(context.review, chainId, account, asked)
  return askPerson(context, context.kinds.transaction, { account, chainId, draft })
}
