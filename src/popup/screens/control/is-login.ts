import type { ControlEntry, LoginView } from '../../../messages/popup/account-view.ts'

/** Whether this is the login that is used now; others of the person's are theirs too. */
export const isLogin = (
  { authMethodType, id }: ControlEntry,
  login: LoginView | undefined,
): boolean =>
  login !== undefined &&
  login.authMethodType === authMethodType &&
  login.id.toLowerCase() === id.toLowerCase()
