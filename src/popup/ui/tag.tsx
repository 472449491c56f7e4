import type { ReactNode } from 'react'
import { classes } from './classes.ts'

const looks = {
  plain: 'bg-sunk text-soft',
  accent: 'bg-accent-tint text-accent',
  good: 'bg-good-tint text-good',
  caution: 'bg-caution-tint text-caution',
  danger: 'bg-danger-tint text-danger',
} as const

type TagProps = { readonly look?: keyof typeof looks; readonly children: ReactNode }

export const Tag = ({ look = 'plain', children }: TagProps) => (
  <span
    className={classes(
      'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap',
      looks[look],
    )}
  >
    {children}
  </span>
)
