import type { ReactNode } from 'react'
import { Card } from '../../ui/card.tsx'
import { classes } from '../../ui/classes.ts'

/** What is asked, one fact under the other. */
export const Facts = ({ children }: { readonly children: ReactNode }) => (
  <Card flush>
    <dl className="divide-y divide-line">{children}</dl>
  </Card>
)

type FactProps = {
  readonly label: ReactNode
  /** For what takes the whole width: addresses, and long values. */
  readonly stacked?: boolean
  readonly children: ReactNode
}

export const Fact = ({ label, stacked = false, children }: FactProps) => (
  <div
    className={classes(
      'px-3.5 py-2.5',
      stacked ? 'grid gap-1' : 'flex items-baseline justify-between gap-4',
    )}
  >
    <dt className="shrink-0 text-sm text-soft">{label}</dt>
    <dd className={classes('min-w-0 wrap-anywhere', !stacked && 'text-right')}>{children}</dd>
  </div>
)
