import { Check, X } from 'lucide-react'
import { classes } from './classes.ts'
import { Spinner } from './spinner.tsx'

export type ProgressStep = {
  readonly id: string
  readonly label: string
  readonly state: 'before' | 'now' | 'done' | 'failed'
}

const marks = {
  before: <span className="size-1.5 rounded-full bg-edge" />,
  now: <Spinner />,
  done: <Check size={16} className="text-good" />,
  failed: <X size={16} className="text-danger" />,
}

/** Steps one after the other: which are behind, which one it is now. */
export const ProgressList = ({ steps }: { readonly steps: readonly ProgressStep[] }) => (
  <ol className="grid gap-2">
    {steps.map(({ id, label, state }) => (
      <li
        key={id}
        aria-current={state === 'now' ? 'step' : undefined}
        className={classes(
          'flex items-center gap-2.5',
          state === 'before' && 'text-soft',
          state === 'now' && 'font-medium',
        )}
      >
        <span aria-hidden="true" className="flex size-4 items-center justify-center">
          {marks[state]}
        </span>
        {label}
      </li>
    ))}
  </ol>
)
