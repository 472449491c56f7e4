import { Check } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useCall, useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Address } from '../../ui/address.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { Row } from '../../ui/row.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { accountsFor } from '../accounts/accounts-for.ts'

type AccountSheetProps = { readonly open: boolean; readonly onClose: () => void }

const many = 6

/** To another account, without leaving the page. */
export const AccountSheet = ({ open, onClose }: AccountSheetProps) => {
  const [, navigate] = useLocation()
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={en.home.chooseAccount}
      actions={<Button onClick={() => navigate('/accounts')}>{en.home.manageAccounts}</Button>}
    >
      <Choices onClose={onClose} />
    </Sheet>
  )
}

/** Made anew each time, so that nobody finds the search of the last time. */
const Choices = ({ onClose }: Pick<AccountSheetProps, 'onClose'>) => {
  const { accounts, selected } = useView()
  const call = useCall()
  const [search, setSearch] = useState('')
  const offered = accounts.filter(({ hidden }) => !hidden)
  const found = accountsFor(offered, search)
  return (
    <>
      {offered.length > many && (
        <SearchInput label={en.accounts.search} value={search} onChange={setSearch} />
      )}
      {found.length === 0 && <p className="text-soft">{en.accounts.none}</p>}
      {found.length > 0 && (
        <Card flush>
          {found.map(({ address, name }) => (
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
      )}
    </>
  )
}
