import type { AccountView } from '../../../messages/popup/account-view.ts'
import type { ChainView } from '../../../messages/popup/chain-view.ts'
import { en } from '../../strings/en.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { Sheet } from '../../ui/sheet.tsx'

type ReceiveSheetProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly account: AccountView
  readonly chain: ChainView
}

export const ReceiveSheet = ({ open, onClose, account, chain }: ReceiveSheetProps) => (
  <Sheet
    open={open}
    onClose={onClose}
    title={en.home.receive}
    description={en.home.receiveOn(chain.name)}
    actions={<CopyButton look="primary" text={account.address} label={en.home.copyAddress} />}
  >
    <div className="grid justify-items-center gap-4">
      <QrCode text={account.address} label={en.home.qr(account.address)} />
      <p
        data-testid="receive-address"
        className="max-w-[24ch] text-center font-mono text-base break-all"
      >
        {account.address}
      </p>
    </div>
  </Sheet>
)
