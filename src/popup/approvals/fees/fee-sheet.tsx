import { useState, type SyntheticEvent } from 'react'
import type { FeeView } from '../../../messages/popup/approval-view.ts'
import type { Problem } from '../../../messages/popup/problem.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import type { Choose } from '../page/use-approval-actions.ts'
import { feeForm, readFeeForm, type FeeErrors, type FeeForm } from './fee-form.ts'

const words = approvals.fees

type FeeSheetProps = {
  readonly fee: FeeView
  readonly nonce: number | undefined
  /** Gas and order of several transactions are each their own. */
  readonly several: boolean
  readonly choose: Choose
  readonly onClose: () => void
}

/** The numbers themselves. What the network says meanwhile does not change what is being typed. */
export const FeeSheet = ({ fee, nonce, several, choose, onClose }: FeeSheetProps) => {
  const [before] = useState(() => feeForm(fee, several ? undefined : nonce))
  const [form, setForm] = useState(before)
  const [errors, setErrors] = useState<FeeErrors>({})
  const [problem, setProblem] = useState<Problem>()
  const submit = async (): Promise<void> => {
    const read = readFeeForm(form, before, fee.kind)
    setErrors(read.errors)
    if (Object.keys(read.errors).length > 0) return
    const wrong = Object.keys(read.choices).length === 0 ? undefined : await choose(read.choices)
    setProblem(wrong)
    if (wrong === undefined) onClose()
  }
  const send = (event: SyntheticEvent): void => {
    event.preventDefault()
    void submit()
  }
  const field = (name: keyof FeeForm, label: string, hint?: string) => (
    <Field label={label} hint={hint} error={errors[name]}>
      {(parts) => (
        <TextInput
          {...parts}
          mono
          inputMode="decimal"
          value={form[name]}
          onChange={({ currentTarget: { value } }) => setForm((now) => ({ ...now, [name]: value }))}
          data-testid={`fee-${name}`}
        />
      )}
    </Field>
  )
  return (
    <Sheet
      open
      onClose={onClose}
      title={words.editTitle}
      description={words.editLead}
      actions={
        <Button look="primary" type="submit" form="fee-form" data-testid="fee-use">
          {words.use}
        </Button>
      }
    >
      <form id="fee-form" onSubmit={send} className="grid gap-3.5">
        {problem !== undefined && <ProblemNotice problem={problem} />}
        {field('maxFee', fee.kind === 'eip1559' ? words.maxFee : words.gasPrice)}
        {fee.kind === 'eip1559' && field('tip', words.tip)}
        {!several && field('gasLimit', words.gasLimit, words.gasLimitHint)}
        {!several && field('nonce', words.nonce, words.nonceHint)}
      </form>
    </Sheet>
  )
}
