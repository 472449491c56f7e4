import type { AccountView } from '../../../messages/popup/account-view.ts'

/** Accounts that somebody may be looking for, by name or address. */
export const accountsFor = (
  accounts: readonly AccountView[],
  search: string,
): readonly AccountView[] => {
  const wanted = search.trim().toLowerCase()
  return accounts.filter(
    ({ name, address }) =>
      name.toLowerCase().includes(wanted) || address.toLowerCase().includes(wanted),
  )
}
