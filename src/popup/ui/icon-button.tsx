import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'

type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  /** What it does, for those who do not see the icon, and as its tooltip. */
  readonly label: string
  readonly icon: ReactNode
}

export const IconButton = ({ label, icon, className, ...rest }: IconButtonProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    {...rest}
    className={classes(
      'inline-flex size-9 shrink-0 items-center justify-center rounded-md text-soft transition-colors duration-100 hover:not-disabled:bg-hover hover:not-disabled:text-ink disabled:opacity-40',
      className,
    )}
  >
    {icon}
  </button>
)
