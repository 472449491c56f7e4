import { useId, type ReactNode } from 'react'

type CheckboxProps = {
  readonly label: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
  readonly testId?: string
}

/** The browser's own; for consent, and for choosing several of a list. */
export const Checkbox = ({ label, checked, onChange, disabled = false, testId }: CheckboxProps) => {
  const id = useId()
  return (
    <span className="flex min-h-6 items-start gap-2.5">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        disabled={disabled}
        data-testid={testId}
        onChange={(event) => onChange(event.currentTarget.checked)}
        className="mt-0.5 size-4.5 shrink-0 accent-[var(--accent)]"
      />
      <label htmlFor={id} className="min-w-0 flex-1">
        {label}
      </label>
    </span>
  )
}
