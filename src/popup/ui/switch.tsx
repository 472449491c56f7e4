import { Switch as Primitive } from 'radix-ui'
import { useId, type ReactNode } from 'react'

type SwitchProps = {
  readonly label: string
  readonly note?: ReactNode
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly disabled?: boolean
}

/** Takes effect at once; what needs to be confirmed is no switch. */
export const Switch = ({ label, note, checked, onChange, disabled = false }: SwitchProps) => {
  const id = useId()
  return (
    <div className="flex items-center gap-3">
      <span className="min-w-0 flex-1">
        <label htmlFor={id} className="block font-medium">
          {label}
        </label>
        {note !== undefined && (
          <span id={`${id}-note`} className="block text-sm text-soft">
            {note}
          </span>
        )}
      </span>
      <Primitive.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        className="h-6 w-10 shrink-0 rounded-full border border-edge bg-sunk p-0.5 transition-colors duration-150 data-[state=checked]:border-accent data-[state=checked]:bg-accent disabled:opacity-50"
      >
        <Primitive.Thumb className="block size-[18px] rounded-full bg-edge transition-transform duration-150 data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent" />
      </Primitive.Root>
    </div>
  )
}
