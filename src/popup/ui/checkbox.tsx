import { useId, type ReactNode } from 'react'
import { classes } from './classes.ts'

type CheckboxProps = {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
  /** Beside something taller than a line. */
  readonly tall?: boolean
  readonly testId?: string
}

/** The browser's own; for consent, and for choosing several of a list. */
export const Checkbox = ({
  label,
  checked,
  onChange,
  disabled = false,
  tall = false,
  testId,
}: CheckboxProps) => {
  const id = useId()
  return (
    <span className={classes('flex min-h-6 gap-2.5', tall ? 'items-center' : 'items-start')}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        data-testid={testId}
        onChange={(event) => onChange(event.currentTarget.checked)}
        className={classes('size-4.5 shrink-0 accent-[var(--accent)]', !tall && 'mt-0.5')}
      />
      <label htmlFor={id} className="min-w-0 flex-1">
        {label}
      </label>
    </span>
  )
}
