import type { AccountView } from '../../../messages/popup/account-view.ts'
import type { Ask } from '../../../messages/popup/approval-view.ts'

/** Which accounts are ticked before the person has chosen any: those that can be used at all. */
export const offeredAccounts = (ask: Ask, accounts: readonly AccountView[]): readonly string[] => {
  if (ask.kind !== 'connect') return []
  const asked = new Set(ask.accounts.map((address) => address.toLowerCase()))
  return accounts
    .filter(({ address, mayUse }) => mayUse !== 'nothing' && asked.has(address.toLowerCase()))
    .map(({ address }) => address)
}
