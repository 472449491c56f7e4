import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import { inputClasses } from './input-classes.ts'

type TextInputProps = ComponentProps<'input'> & {
  /** Addresses, numbers and URLs. */
  readonly mono?: boolean
}

export const TextInput = ({ mono = false, className, ...rest }: TextInputProps) => (
  <input
    type="text"
    autoComplete="off"
    spellCheck={!mono}
    {...rest}
    className={classes(inputClasses, 'h-10', mono && 'font-mono text-sm', className)}
  />
)
