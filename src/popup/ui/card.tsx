import type { ComponentProps } from 'react'
import { classes } from './classes.ts'

type CardProps = ComponentProps<'section'> & {
  /** Rows bring their own space. */
  readonly flush?: boolean
}

export const Card = ({ flush = false, className, ...rest }: CardProps) => (
  <section
    {...rest}
    className={classes(
      'rounded-lg border border-line bg-card shadow-shade',
      flush ? 'divide-y divide-line overflow-clip' : 'p-4',
      className,
    )}
  />
)
