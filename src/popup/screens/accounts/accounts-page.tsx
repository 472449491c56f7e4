import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useCall, useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Page } from '../../ui/page.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { Section } from '../../ui/section.tsx'
import { AccountRow } from './account-row.tsx'
import { accountsFor } from './accounts-for.ts'
import { moved } from './moved.ts'
import { NewAccountSheet } from './new-account-sheet.tsx'

const many = 5

/** All accounts: in the person's order, by names of their own. */
export const AccountsPage = () => {
  const { accounts } = useView()
  const call = useCall()
  const [search, setSearch] = useState('')
  const [adding, setAdding] = useState(false)
  const [said, setSaid] = useState('')
  const [dragged, setDragged] = useState<string>()

  const found = accountsFor(accounts, search)
  const shown = found.filter(({ hidden }) => !hidden)
  const hidden = found.filter(({ hidden }) => hidden)

  const move = (address: string, to: string | -1 | 1): void => {
    const order = accounts.map((account) => account.address)
    const visible = shown.map((account) => account.address)
    const target = typeof to === 'string' ? to : visible[visible.indexOf(address) + to]
    if (target === undefined || target === address) return
    const addresses = moved(order, address, target)
    call('account.order', { addresses: [...addresses] }).catch(() => {})
    const name = accounts.find((account) => account.address === address)?.name ?? ''
    const place = addresses.filter((one) => visible.includes(one)).indexOf(address) + 1
    setSaid(en.accounts.moved(name, place, visible.length))
  }

  return (
    <Page
      title={en.accounts.title}
      lead={en.accounts.lead}
      actions={
        <Button
          size="small"
          icon={<Plus aria-hidden="true" size={16} />}
          onClick={() => setAdding(true)}
          data-testid="another-account"
        >
          {en.accounts.new}
        </Button>
      }
    >
      {accounts.length > many && (
        <SearchInput label={en.accounts.search} value={search} onChange={setSearch} />
      )}
      <p role="status" className="sr-only">
        {said}
      </p>
      {shown.length > 0 && (
        <Card flush>
          {shown.map((account, place) => (
            <AccountRow
              key={account.address}
              account={account}
              canMove={search.trim() === '' && shown.length > 1}
              isFirst={place === 0}
              isLast={place === shown.length - 1}
              dragged={dragged === account.address}
              onMove={(by) => move(account.address, by)}
              onDrag={setDragged}
              onDrop={() => {
                if (dragged !== undefined) move(dragged, account.address)
                setDragged(undefined)
              }}
            />
          ))}
        </Card>
      )}
      {found.length === 0 && <p className="text-soft">{en.accounts.none}</p>}
      {hidden.length > 0 && (
        <Section title={en.accounts.hidden} note={en.accounts.hiddenNote}>
          <Card flush>
            {hidden.map((account) => (
              <AccountRow key={account.address} account={account} />
            ))}
          </Card>
        </Section>
      )}
      <NewAccountSheet open={adding} onClose={() => setAdding(false)} />
    </Page>
  )
}
