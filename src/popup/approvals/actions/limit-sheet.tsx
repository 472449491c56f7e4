import { useState, type SyntheticEvent } from 'react'
import type { Allowance, TokenRef } from '../../../messages/popup/action.ts'
import type { Problem } from '../../../messages/popup/problem.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { tokenWords } from '../parts/amount-words.ts'
import { parseUnits } from '../parts/parse-units.ts'
import { symbolOf } from '../parts/symbol-of.ts'

const words = approvals.actions

type LimitSheetProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly token: TokenRef
  readonly asked: Allowance
  readonly onCap: (amount: string) => Promise<Problem | undefined>
}

/** A limit of the person's own for what a spender may take. */
export const LimitSheet = ({ open, onClose, token, asked, onCap }: LimitSheetProps) => {
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const take = async (amount: string): Promise<void> => {
    const refused = await onCap(amount)
    setProblem(refused)
    if (refused === undefined) onClose()
  }
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    const amount = parseUnits(text, token.decimals ?? 0)
    setWrong(amount === undefined)
    if (amount !== undefined) void take(amount)
  }
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={words.limitTitle}
      description={words.limitLead(symbolOf(token))}
      actions={
        <Button look="primary" type="submit" form="limit" data-testid="limit-use">
          {words.limitUse}
        </Button>
      }
    >
      <form id="limit" onSubmit={submit} className="grid gap-3">
        {problem !== undefined && <ProblemNotice problem={problem} />}
        <Field
          label={
            token.decimals === undefined ? words.limitUnits : words.limitLabel(symbolOf(token))
          }
          error={wrong ? words.limitError : undefined}
        >
          {(field) => (
            <TextInput
              {...field}
              mono
              inputMode="decimal"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              data-testid="limit-amount"
            />
          )}
        </Field>
        <Button
          size="small"
          look="quiet"
          className="-ml-3 justify-self-start"
          onClick={() => void take(asked.amount)}
        >
          {words.limitBack(asked.unlimited ? words.unlimited : tokenWords(asked.amount, token))}
        </Button>
      </form>
    </Sheet>
  )
}
