import { useState, type SyntheticEvent } from 'react'
import type { AccountView } from '../../../messages/popup/account-view.ts'
import { useAction } from '../../connection/use-action.ts'
import { useCall } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { TextInput } from '../../ui/text-input.tsx'

type RenameSheetProps = {
  readonly account: AccountView
  readonly open: boolean
  readonly onClose: () => void
}

export const RenameSheet = ({ account, open, onClose }: RenameSheetProps) => (
  <Sheet open={open} onClose={onClose} title={en.accounts.rename}>
    <RenameForm account={account} onDone={onClose} />
  </Sheet>
)

/** Begins anew with each sheet, from the name as it is. */
const RenameForm = ({
  account: { address, name: before },
  onDone,
}: {
  readonly account: AccountView
  readonly onDone: () => void
}) => {
  const call = useCall()
  const { busy, problem, run } = useAction()
  const [name, setName] = useState(before)
  const [tried, setTried] = useState(false)
  const fits = name.trim().length > 0 && name.trim().length <= 60
  const save = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (!fits) return
    if (await run(async () => call('account.rename', { address, name: name.trim() }))) onDone()
  }
  return (
    <form className="grid gap-4" onSubmit={(event) => void save(event)}>
      <Field
        label={en.accounts.name}
        hint={en.accounts.nameHint}
        error={tried && !fits ? en.accounts.nameNeeded : undefined}
      >
        {(parts) => (
          <TextInput
            {...parts}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
      </Field>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <Button type="submit" look="primary" busy={busy}>
        {en.common.save}
      </Button>
    </form>
  )
}
