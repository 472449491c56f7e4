import { LockKeyhole } from 'lucide-react'
import { Link, useLocation } from 'wouter'
import { useView } from '../connection/worker-context.ts'
import { en } from '../strings/en.ts'
import { classes } from '../ui/classes.ts'
import { LampDot } from '../ui/lamp-dot.tsx'
import { lampsOf } from '../ui/lamps-of.ts'
import { isUnder, nav } from './nav.ts'
import { useLock } from './use-lock.ts'
import { Wordmark } from './wordmark.tsx'

const entryClasses =
  'flex min-h-10 items-center gap-3 rounded-md px-3 font-medium transition-colors duration-100'

/** The way around where there is room for it. */
export const Rail = () => {
  const [location] = useLocation()
  const { nodeSet } = useView()
  const lock = useLock()
  return (
    <header className="sticky top-0 flex h-screen w-60 shrink-0 flex-col gap-6 border-r border-line bg-card px-4 py-6">
      <div className="px-2">
        <Wordmark />
      </div>
      <nav aria-label={en.shell.navigation} className="grid gap-0.5">
        {nav.map((entry) => {
          const current = isUnder(location, entry)
          return (
            <Link
              key={entry.path}
              href={entry.path}
              aria-current={current ? 'page' : undefined}
              className={classes(
                entryClasses,
                current ? 'bg-accent-tint text-accent' : 'text-soft hover:bg-hover hover:text-ink',
              )}
            >
              <entry.Icon aria-hidden="true" size={18} />
              {entry.path === '/sites' ? en.shell.sitesLong : entry.label}
            </Link>
          )
        })}
      </nav>
      <div className="mt-auto grid gap-1">
        <Link
          href="/node-set"
          className="grid gap-1.5 rounded-md px-3 py-2.5 transition-colors duration-100 hover:bg-hover"
        >
          <span className="flex flex-wrap gap-1.5">
            {lampsOf(nodeSet).map(({ node, state }) => (
              <LampDot key={node} state={state} />
            ))}
          </span>
          <span className="block truncate text-sm font-medium">{nodeSet.name}</span>
          <span className="block text-sm text-soft">{en.nodeSet.state[nodeSet.state]}</span>
        </Link>
        <button
          type="button"
          onClick={lock}
          data-testid="lock"
          className={classes(entryClasses, 'text-soft hover:bg-hover hover:text-ink')}
        >
          <LockKeyhole aria-hidden="true" size={18} />
          {en.shell.lock}
        </button>
      </div>
    </header>
  )
}
