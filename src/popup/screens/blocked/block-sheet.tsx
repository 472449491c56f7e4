import { useState, type SyntheticEvent } from 'react'
import { useAction } from '../../connection/use-action.ts'
import { useCall } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { toast } from '../../ui/toast.ts'

type BlockSheetProps = { readonly open: boolean; readonly onClose: () => void }

/** A site that is blocked by its name. */
export const BlockSheet = ({ open, onClose }: BlockSheetProps) => (
  <Sheet open={open} onClose={onClose} title={en.blocked.add}>
    <BlockForm onDone={onClose} />
  </Sheet>
)

const BlockForm = ({ onDone }: { readonly onDone: () => void }) => {
  const call = useCall()
  const { busy, problem, run, clear } = useAction()
  const [site, setSite] = useState('')
  const [tried, setTried] = useState(false)
  const isEmpty = site.trim() === ''
  const isWrong = problem?.code === 'bad-input' || (tried && isEmpty)
  const block = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (isEmpty || !(await run(async () => call('site.block', { site })))) return
    toast(en.blocked.blocked)
    onDone()
  }
  return (
    <form className="grid gap-4" noValidate onSubmit={(event) => void block(event)}>
      <Field
        label={en.blocked.site}
        hint={en.blocked.siteHint}
        error={isWrong ? en.blocked.siteWrong : undefined}
      >
        {(parts) => (
          <TextInput
            {...parts}
            mono
            value={site}
            maxLength={2000}
            onChange={(event) => {
              clear()
              setTried(false)
              setSite(event.currentTarget.value)
            }}
            data-testid="block-host"
          />
        )}
      </Field>
      {problem !== undefined && problem.code !== 'bad-input' && <ProblemNotice problem={problem} />}
      <Button type="submit" look="primary" busy={busy} data-testid="confirm-block">
        {en.blocked.confirm}
      </Button>
    </form>
  )
}
