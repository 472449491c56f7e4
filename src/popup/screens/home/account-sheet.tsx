import { Check } from 'lucide-react'
import { useLocation } from 'wouter'
import { useCall, useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Address } from '../../ui/address.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { Row } from '../../ui/row.tsx'
import { Sheet } from '../../ui/sheet.tsx'

type AccountSheetProps = { readonly open: boolean; readonly onClose: () => void }

/** To another account, without leaving the page. */
export const AccountSheet = ({ open, onClose }: AccountSheetProps) => {
  const { accounts, selected } = useView()
  const call = useCall()
  const [, navigate] = useLocation()
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={en.home.chooseAccount}
      actions={<Button onClick={() => navigate('/accounts')}>{en.home.manageAccounts}</Button>}
    >
      <Card flush>
        {accounts
          .filter(({ hidden }) => !hidden)
          .map(({ address, name }) => (
            <Row
              key={address}
              leading={<Identicon address={address} />}
              title={name}
              note={<Address address={address} still />}
              current={address === selected}
              trailing={
                address === selected && (
                  <Check aria-hidden="true" size={18} className="text-accent" />
                )
              }
              onPress={() => {
                call('account.select', { address }).catch(() => {})
                onClose()
              }}
            />
          ))}
      </Card>
    </Sheet>
  )
}
