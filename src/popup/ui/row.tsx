import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { classes } from './classes.ts'

export type RowProps = {
  readonly leading?: ReactNode
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly trailing?: ReactNode
  /** A route of ours: the whole row goes there. */
  readonly to?: string
  readonly onPress?: () => void
  readonly testId?: string
  readonly current?: boolean
}

const base = 'flex w-full min-h-14 items-center gap-3 px-4 py-2.5 text-left'
const pressable =
  'transition-colors duration-100 hover:bg-hover focus-visible:-outline-offset-2 focus-visible:rounded-md'

/** One line of a list: what it is, a word about it, and what is at its end. */
export const Row = ({ leading, title, note, trailing, to, onPress, testId, current }: RowProps) => {
  const content = (
    <>
      {leading !== undefined && <span className="flex shrink-0 text-soft">{leading}</span>}
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{title}</span>
        {note !== undefined && <span className="block text-sm text-soft">{note}</span>}
      </span>
      {trailing !== undefined && (
        <span className="flex shrink-0 items-center gap-2 text-sm text-soft">{trailing}</span>
      )}
      {to !== undefined && (
        <ChevronRight aria-hidden="true" size={16} className="shrink-0 text-soft" />
      )}
    </>
  )
  if (to !== undefined) {
    return (
      <Link href={to} data-testid={testId} className={classes(base, pressable)}>
        {content}
      </Link>
    )
  }
  if (onPress !== undefined) {
    return (
      <button
        type="button"
        onClick={onPress}
        data-testid={testId}
        aria-current={current === true ? 'true' : undefined}
        className={classes(base, pressable)}
      >
        {content}
      </button>
    )
  }
  return (
    <div data-testid={testId} className={base}>
      {content}
    </div>
  )
}
