import { ArrowLeft } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { Link } from 'wouter'
import { en } from '../strings/en.ts'
import { classes } from './classes.ts'

type PageProps = {
  readonly title: string
  /** Where the way back leads. */
  readonly back?: string
  readonly lead?: ReactNode
  readonly actions?: ReactNode
  /** Two columns where there is room: each child is one. */
  readonly columns?: boolean
  readonly children: ReactNode
}

/** A heading, the way back, and what the page is about. */
export const Page = ({ title, back, lead, actions, columns = false, children }: PageProps) => {
  useEffect(() => {
    document.title = `${title} · ${en.common.name}`
    return () => {
      document.title = en.common.name
    }
  }, [title])
  return (
    <div className="mx-auto grid w-full max-w-[1060px] grid-cols-1 content-start gap-4 px-4 pt-3 pb-6 wide:gap-6 wide:px-8 wide:pt-8">
      <header className={classes('grid grid-cols-1 gap-1', !columns && 'max-w-[720px]')}>
        <div className="flex min-h-9 items-center gap-1">
          {back !== undefined && (
            <Link
              href={back}
              aria-label={en.common.back}
              title={en.common.back}
              className="-ml-2 inline-flex size-9 items-center justify-center rounded-md text-soft hover:bg-hover hover:text-ink"
            >
              <ArrowLeft aria-hidden="true" size={18} />
            </Link>
          )}
          <h1 className="min-w-0 flex-1 truncate text-xl font-semibold tracking-tight">{title}</h1>
          {actions}
        </div>
        {lead !== undefined && <p className="max-w-[60ch] text-soft">{lead}</p>}
      </header>
      <div
        className={classes(
          'grid grid-cols-1 items-start gap-4',
          columns ? 'wide:grid-cols-2 wide:gap-6' : 'max-w-[720px]',
        )}
      >
        {children}
      </div>
    </div>
  )
}
