import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import { inputClasses } from './input-classes.ts'

type SelectProps = Omit<ComponentProps<'select'>, 'onChange' | 'children'> & {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}

/** The browser's own: it knows every keyboard and every reader. */
export const Select = ({ options, onChange, className, ...rest }: SelectProps) => (
  <span className={classes('relative block', className)}>
    <select
      {...rest}
      onChange={(event) => onChange(event.currentTarget.value)}
      className={classes(inputClasses, 'h-10 appearance-none truncate pr-9')}
    >
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
    <ChevronDown
      aria-hidden="true"
      size={16}
      className="pointer-events-none absolute top-3 right-3 text-soft"
    />
  </span>
)
