import type { Approval } from '../approvals/approval.ts'
import { isSameRequest } from '../approvals/same-request.ts'
import { askPerson } from './ask-person.ts'
import type { Method, MethodContext } from './method.ts'
import { chainOf, grantedTo, shownTo } from './site-state.ts'

/** `eth_requestAccounts`: a site that is connected already only waits for the wallet to be open. */
export const requestAccounts: Method = async (context) => {
  const { sessions, approvals, by } = context
  const isOurs = (one: Pick<Approval, 'by'>): boolean => isSameRequest(one.by, by)
  const shown = shownTo(context, by.origin)
  if (shown.length > 0) {
    await approvals.rejectAll(isOurs)
    return shown
  }
  const granted = grantedTo(context, by.origin)
  if (granted.length === 0 || sessions.state === 'open') return askToConnect(context, granted)
  const answer = await Promise.race([
    askToConnect(context, granted),
    context.whenOpen().then(() => shownTo(context, by.origin)),
  ])
  await approvals.rejectAll(isOurs)
  return answer
}

/** Answers with the accounts that the person chose. */
export const askToConnect = async (
  context: MethodContext,
  granted: readonly string[],
): Promise<unknown> => {
  const { accounts, kinds, by } = context
  const { selected } = accounts
  const offered = granted.length > 0 ? granted : selected === undefined ? [] : [selected]
  const { chainId } = chainOf(context, by.origin)
  return askPerson(context, kinds.connect, { chainId, accounts: [...offered] })
}
