import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Spinner } from './spinner.tsx'

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger'

const looks: Record<ButtonLook, string> = {
  primary: 'bg-accent text-on-accent hover:not-disabled:bg-accent-strong',
  secondary: 'border border-line bg-card text-ink shadow-shade hover:not-disabled:bg-hover',
  quiet: 'text-accent hover:not-disabled:bg-accent-tint',
  danger:
    'border border-danger-line bg-danger-tint text-danger hover:not-disabled:border-danger-strong',
}

const sizes = {
  small: 'min-h-8 px-3 text-sm rounded-md gap-1.5',
  medium: 'min-h-10 px-3.5 text-base rounded-md gap-2',
  large: 'min-h-12 px-5 text-base rounded-lg gap-2.5',
} as const

export type ButtonProps = ComponentProps<'button'> & {
  readonly look?: ButtonLook
  readonly size?: keyof typeof sizes
  readonly icon?: ReactNode
  /** Working on it: cannot be pressed again, and says so. */
  readonly busy?: boolean
  readonly wide?: boolean
}

export const buttonClasses = (
  look: ButtonLook = 'secondary',
  size: keyof typeof sizes = 'medium',
  wide = false,
): string =>
  classes(
    'inline-flex items-center justify-center font-medium whitespace-nowrap select-none transition-colors duration-100 disabled:opacity-50',
    looks[look],
    sizes[size],
    wide && 'w-full',
  )

export const Button = ({
  look = 'secondary',
  size = 'medium',
  icon,
  busy = false,
  wide = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) => (
  <button
    type="button"
    {...rest}
    disabled={disabled === true || busy}
    aria-busy={busy || undefined}
    className={classes(buttonClasses(look, size, wide), className)}
  >
    {busy ? <Spinner /> : icon}
    {children}
  </button>
)
