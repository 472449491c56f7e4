import type { LoginView } from '../../../messages/popup/account-view.ts'
import type { SignInWay } from '../../../messages/popup/sign-in-view.ts'

const kinds: Record<LoginView['kind'], string> = {
  google: 'Google account',
  apple: 'Apple account',
  openId: 'Login',
  passkey: 'Passkey',
  wallet: 'Another wallet',
  unknown: 'Something else',
}

export const control = {
  kinds,
  writing: 'Writing it to the registry',
  addWay: (way: SignInWay, again: boolean) =>
    again ? `Add another login with ${way.name}` : `Add ${way.name}`,
} as const
