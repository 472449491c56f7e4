import { useState, type SyntheticEvent } from 'react'
import type { ContactView } from '../../../messages/popup/chain-view.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall, useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { toast } from '../../ui/toast.ts'
import { readAddress } from './read-address.ts'

type Edited = ContactView | 'new'

type ContactSheetProps = { readonly contact: Edited | undefined; readonly onClose: () => void }

export const ContactSheet = ({ contact, onClose }: ContactSheetProps) => (
  <Sheet
    open={contact !== undefined}
    onClose={onClose}
    title={contact === 'new' ? en.contacts.add : en.contacts.edit}
  >
    {contact !== undefined && <ContactForm contact={contact} onDone={onClose} />}
  </Sheet>
)

const ContactForm = ({
  contact,
  onDone,
}: {
  readonly contact: Edited
  readonly onDone: () => void
}) => {
  const { contacts, accounts } = useView()
  const call = useCall()
  const { busy, problem, run } = useAction()
  const isNew = contact === 'new'
  const [name, setName] = useState(isNew ? '' : contact.name)
  const [text, setText] = useState(isNew ? '' : contact.address)
  const [tried, setTried] = useState(false)
  const read = readAddress(text)
  const address = 'address' in read ? read.address : undefined
  const nameFits = name.trim() !== '' && name.trim().length <= 60
  const same = (one: { readonly address: string }): boolean =>
    one.address.toLowerCase() === address?.toLowerCase()
  const known = isNew ? contacts.find(same) : undefined
  const own = accounts.find(same)

  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (address === undefined || !nameFits) return
    if (!(await run(async () => call('contact.save', { address, name: name.trim() })))) return
    toast(en.contacts.saved)
    onDone()
  }
  const addressError =
    'wrong' in read
      ? read.wrong === 'checksum'
        ? en.contacts.addressSum
        : en.contacts.addressWrong
      : undefined
  return (
    <form className="grid gap-4" noValidate onSubmit={(event) => void save(event)}>
      <Field
        label={en.contacts.name}
        error={tried && !nameFits ? en.contacts.nameWrong : undefined}
      >
        {(parts) => (
          <TextInput
            {...parts}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.currentTarget.value)}
            data-testid="contact-name"
          />
        )}
      </Field>
      <Field label={en.contacts.address} error={tried ? addressError : undefined}>
        {(parts) => (
          <TextInput
            {...parts}
            mono
            readOnly={!isNew}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            data-testid="contact-address"
          />
        )}
      </Field>
      {own !== undefined && <Notice>{en.contacts.own(own.name)}</Notice>}
      {known !== undefined && <Notice look="caution">{en.contacts.known(known.name)}</Notice>}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <Button type="submit" look="primary" busy={busy}>
        {en.common.save}
      </Button>
    </form>
  )
}
