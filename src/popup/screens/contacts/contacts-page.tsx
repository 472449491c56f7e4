import { BookUser, Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { ContactView } from '../../../messages/popup/chain-view.ts'
import { useCall, useView } from '../../connection/worker-context.ts'
import { useWide } from '../../shell/use-wide.ts'
import { en } from '../../strings/en.ts'
import { Address } from '../../ui/address.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Empty } from '../../ui/empty.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { Row } from '../../ui/row.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { toast } from '../../ui/toast.ts'
import { ContactSheet } from './contact-sheet.tsx'

const many = 6

export const ContactsPage = () => {
  const { contacts } = useView()
  const call = useCall()
  const wide = useWide()
  const [search, setSearch] = useState('')
  const [edited, setEdited] = useState<ContactView | 'new'>()
  const wanted = search.trim().toLowerCase()
  const found = contacts
    .filter(
      ({ name, address }) =>
        name.toLowerCase().includes(wanted) || address.toLowerCase().includes(wanted),
    )
    .sort((one, other) => one.name.localeCompare(other.name))
  const remove = (address: string): void => {
    call('contact.remove', { address }).then(
      () => toast(en.contacts.removed),
      () => toast(en.problems.unexpected.title, 'danger'),
    )
  }
  const add = (
    <Button
      size="small"
      icon={<Plus aria-hidden="true" size={16} />}
      onClick={() => setEdited('new')}
      data-testid="add-contact"
    >
      {en.contacts.add}
    </Button>
  )
  return (
    <Page
      title={en.contacts.title}
      lead={en.contacts.lead}
      {...(!wide && { back: '/settings' })}
      actions={add}
    >
      {contacts.length === 0 && (
        <Empty icon={<BookUser size={22} />} title={en.contacts.none}>
          {en.contacts.noneBody}
        </Empty>
      )}
      {contacts.length > many && (
        <SearchInput label={en.contacts.search} value={search} onChange={setSearch} />
      )}
      {contacts.length > 0 && found.length === 0 && (
        <p className="text-soft">{en.contacts.noneFound}</p>
      )}
      {found.length > 0 && (
        <Card flush>
          {found.map((contact) => (
            <Row
              key={contact.address}
              leading={<Identicon address={contact.address} />}
              title={contact.name}
              note={<Address address={contact.address} />}
              trailing={
                <Menu
                  trigger={
                    <IconButton
                      label={en.contacts.options(contact.name)}
                      icon={<Ellipsis size={18} />}
                    />
                  }
                  entries={[
                    {
                      id: 'edit',
                      label: en.contacts.edit,
                      icon: <Pencil size={16} />,
                      onPress: () => setEdited(contact),
                    },
                    {
                      id: 'remove',
                      label: en.common.remove,
                      icon: <Trash2 size={16} />,
                      danger: true,
                      onPress: () => remove(contact.address),
                    },
                  ]}
                />
              }
            />
          ))}
        </Card>
      )}
      <ContactSheet contact={edited} onClose={() => setEdited(undefined)} />
    </Page>
  )
}
