import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

const looks = {
  info: { box: 'border-line bg-card', mark: 'text-accent', Icon: Info },
  good: { box: 'border-line bg-good-tint', mark: 'text-good', Icon: CircleCheck },
  caution: {
    box: 'border-caution-line bg-caution-tint',
    mark: 'text-caution',
    Icon: TriangleAlert,
  },
  danger: { box: 'border-danger-line bg-danger-tint', mark: 'text-danger', Icon: OctagonAlert },
} as const

export type NoticeProps = {
  readonly look?: keyof typeof looks
  readonly title?: ReactNode
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Read out at once: for what happens while somebody looks elsewhere. */
  readonly live?: boolean
  readonly testId?: string
  readonly code?: string | undefined
}

export const Notice = ({
  look = 'info',
  title,
  children,
  actions,
  live = false,
  testId,
  code,
}: NoticeProps) => {
  const { box, mark, Icon } = looks[look]
  return (
    <div
      role={live ? (look === 'danger' ? 'alert' : 'status') : undefined}
      data-testid={testId}
      data-code={code}
      className={classes('flex gap-3 rounded-lg border p-3.5', box)}
    >
      <Icon aria-hidden="true" size={18} className={classes('mt-px shrink-0', mark)} />
      <div className="grid min-w-0 flex-1 gap-1 text-sm">
        {title !== undefined && <p className="text-base font-semibold">{title}</p>}
        {children !== undefined && <div className="wrap-anywhere">{children}</div>}
        {actions !== undefined && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  )
}
