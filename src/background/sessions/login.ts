import * as z from 'zod'
import type { LoginView } from '../../messages/popup/account-view.ts'

/** Who signed in, as it is kept. */
export const login = z.strictObject({
  authMethodType: z.string().max(80),
  id: z.string().regex(/^0x[0-9a-f]*$/),
  kind: z.enum(['google', 'apple', 'openId', 'passkey', 'wallet', 'unknown']),
  label: z.string().max(200),
  way: z.string().max(100),
})
export type Login = z.infer<typeof login>

export const isSameLogin = (
  a: Pick<LoginView, 'authMethodType' | 'id'>,
  b: Pick<LoginView, 'authMethodType' | 'id'>,
): boolean => a.authMethodType === b.authMethodType && a.id.toLowerCase() === b.id.toLowerCase()
