import { ChevronRight, Fingerprint, KeyRound, UserRound, WalletMinimal } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SignInWay } from '../../../messages/popup/sign-in-view.ts'
import { en } from '../../strings/en.ts'
import { GoogleMark } from './google-mark.tsx'

const icons: Record<SignInWay['kind'], ReactNode> = {
  google: <GoogleMark />,
  apple: <UserRound size={20} />,
  openId: <KeyRound size={20} />,
  passkey: <Fingerprint size={20} />,
  wallet: <WalletMinimal size={20} />,
}

type WayButtonProps = {
  readonly way: SignInWay
  readonly onPress: () => void
  readonly disabled?: boolean
  /** Instead of the words of the first sign-in. */
  readonly label?: string
  readonly testId?: string
}

/** One way to sign in, with what it takes. */
export const WayButton = ({ way, onPress, disabled = false, label, testId }: WayButtonProps) => (
  <button
    type="button"
    onClick={onPress}
    disabled={disabled}
    data-testid={testId ?? `sign-in-${way.testId}`}
    className="group flex min-h-15 w-full items-center gap-3.5 rounded-lg border border-line bg-card px-4 py-2.5 text-left shadow-shade transition-colors duration-100 hover:not-disabled:border-accent hover:not-disabled:bg-hover disabled:opacity-50"
  >
    <span
      aria-hidden="true"
      className="flex size-9 shrink-0 items-center justify-center rounded-md bg-sunk text-ink"
    >
      {icons[way.kind]}
    </span>
    <span className="min-w-0 flex-1">
      <span className="block truncate text-base font-medium">
        {label ?? en.welcome.continueWith(way)}
      </span>
      <span className="block truncate text-sm text-soft">{en.welcome.wayNotes[way.kind]}</span>
    </span>
    <ChevronRight
      aria-hidden="true"
      size={18}
      className="shrink-0 text-soft transition-transform duration-100 group-hover:translate-x-0.5"
    />
  </button>
)
