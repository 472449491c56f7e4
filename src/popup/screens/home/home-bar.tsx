import { ChevronDown, LockKeyhole, ExternalLink } from 'lucide-react'
import { useState } from 'react'
import type { AccountView } from '../../../messages/popup/account-view.ts'
import type { ChainView } from '../../../messages/popup/chain-view.ts'
import { openTab } from '../../shell/open-tab.ts'
import { surface } from '../../shell/surface.ts'
import { useLock } from '../../shell/use-lock.ts'
import { useWide } from '../../shell/use-wide.ts'
import { en } from '../../strings/en.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { ChainDot } from '../networks/chain-dot.tsx'
import { AccountSheet } from './account-sheet.tsx'
import { ChainSheet } from './chain-sheet.tsx'

type HomeBarProps = { readonly account: AccountView; readonly chain: ChainView }

const choose =
  'inline-flex min-h-9 min-w-0 items-center gap-2 rounded-md px-2 font-medium transition-colors duration-100 hover:bg-hover'

/** Which account, on which network; and the lock, where there is no rail to hold it. */
export const HomeBar = ({ account, chain }: HomeBarProps) => {
  const wide = useWide()
  const lock = useLock()
  const [open, setOpen] = useState<'account' | 'chain'>()
  return (
    <div className="mx-auto flex w-full max-w-[1060px] items-center gap-1 px-2.5 py-2 wide:px-6 wide:pt-8 wide:pb-4">
      <button
        type="button"
        onClick={() => setOpen('account')}
        aria-haspopup="dialog"
        data-testid="choose-account"
        className={choose}
      >
        <Identicon address={account.address} size={24} />
        <span className="sr-only">{en.home.chooseAccount}: </span>
        <span className="truncate">{account.name}</span>
        <ChevronDown aria-hidden="true" size={16} className="shrink-0 text-soft" />
      </button>
      <span className="flex-1" />
      <button
        type="button"
        onClick={() => setOpen('chain')}
        aria-haspopup="dialog"
        data-testid="choose-network"
        className={`${choose} max-w-[42%] text-sm`}
      >
        <ChainDot chain={chain} />
        <span className="sr-only">{en.home.chooseNetwork}: </span>
        <span className="truncate">{chain.name}</span>
        <ChevronDown aria-hidden="true" size={16} className="shrink-0 text-soft" />
      </button>
      {!wide && surface === 'popup' && (
        <IconButton
          label={en.shell.openInTab}
          icon={<ExternalLink size={18} />}
          onClick={() => openTab('/')}
        />
      )}
      {!wide && (
        <IconButton
          label={en.shell.lock}
          icon={<LockKeyhole size={18} />}
          onClick={lock}
          data-testid="lock"
        />
      )}
      <AccountSheet open={open === 'account'} onClose={() => setOpen(undefined)} />
      <ChainSheet open={open === 'chain'} onClose={() => setOpen(undefined)} />
    </div>
  )
}
