import type { ReactNode } from 'react'
import { useAction } from '../connection/use-action.ts'
import { en } from '../strings/en.ts'
import { Button } from './button.tsx'
import { ProblemNotice } from './problem-notice.tsx'
import { Sheet } from './sheet.tsx'

type ConfirmSheetProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly body: ReactNode
  /** What is pressed, by what it does. */
  readonly confirm: string
  readonly work: () => Promise<unknown>
  readonly onDone?: () => void
  readonly testId?: string
}

/** What takes something away is said plainly first, and done by a second press. */
export const ConfirmSheet = ({
  open,
  onClose,
  title,
  body,
  confirm,
  work,
  onDone,
  testId = 'confirm',
}: ConfirmSheetProps) => {
  const { busy, problem, run, clear } = useAction()
  const close = (): void => {
    clear()
    onClose()
  }
  const go = async (): Promise<void> => {
    if (!(await run(work))) return
    onClose()
    onDone?.()
  }
  return (
    <Sheet
      open={open}
      onClose={close}
      title={title}
      description={body}
      actions={
        <>
          <Button onClick={close} disabled={busy}>
            {en.common.cancel}
          </Button>
          <Button look="danger" busy={busy} onClick={() => void go()} data-testid={testId}>
            {confirm}
          </Button>
        </>
      }
    >
      {problem !== undefined && <ProblemNotice problem={problem} />}
    </Sheet>
  )
}
