import { Link, useLocation } from 'wouter'
import { en } from '../strings/en.ts'
import { classes } from '../ui/classes.ts'
import { isUnderNarrow, nav } from './nav.ts'

export const BottomNav = () => {
  const [location] = useLocation()
  return (
    <nav
      aria-label={en.shell.navigation}
      className="grid h-15 shrink-0 auto-cols-fr grid-flow-col border-t border-line bg-card"
    >
      {nav
        .filter(({ main }) => main)
        .map((entry) => {
          const current = isUnderNarrow(location, entry)
          return (
            <Link
              key={entry.path}
              href={entry.path}
              aria-current={current ? 'page' : undefined}
              className={classes(
                'flex flex-col items-center justify-center gap-1 text-xs font-medium transition-colors duration-100 focus-visible:-outline-offset-4 focus-visible:rounded-lg',
                current ? 'text-accent' : 'text-soft hover:text-ink',
              )}
            >
              <entry.Icon aria-hidden="true" size={20} strokeWidth={current ? 2.2 : 1.8} />
              {entry.label}
            </Link>
          )
        })}
    </nav>
  )
}
