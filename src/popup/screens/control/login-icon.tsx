import { Asterisk, Fingerprint, KeyRound, Mail, UserRound, WalletMinimal } from 'lucide-react'
import type { LoginView } from '../../../messages/popup/account-view.ts'

const icons = {
  google: Mail,
  apple: UserRound,
  openId: KeyRound,
  passkey: Fingerprint,
  wallet: WalletMinimal,
  unknown: Asterisk,
} as const

export const LoginIcon = ({ kind }: { readonly kind: LoginView['kind'] }) => {
  const Icon = icons[kind]
  return (
    <span className="flex size-9 items-center justify-center rounded-md bg-sunk text-ink">
      <Icon aria-hidden="true" size={18} />
    </span>
  )
}
