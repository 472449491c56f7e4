import type { ComponentProps } from 'react'
import { classes } from './classes.ts'
import { inputClasses } from './input-classes.ts'

export const TextArea = ({ className, ...rest }: ComponentProps<'textarea'>) => (
  <textarea
    spellCheck={false}
    rows={4}
    {...rest}
    className={classes(inputClasses, 'py-2 font-mono text-sm', className)}
  />
)
