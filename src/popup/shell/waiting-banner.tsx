import { Link } from 'wouter'
import { useView } from '../connection/worker-context.ts'
import { en } from '../strings/en.ts'
import { buttonClasses } from '../ui/button.tsx'

/** A site asked for something while the wallet's own pages are looked at. */
export const WaitingBanner = () => {
  const { approval, waiting } = useView()
  if (approval === undefined) return null
  return (
    <div
      role="status"
      className="flex items-center gap-3 border-b border-line bg-accent-tint px-4 py-2"
    >
      <span className="min-w-0 flex-1 font-medium">{en.shell.waiting(Math.max(1, waiting))}</span>
      <Link href="/approval" className={buttonClasses('primary', 'small')}>
        {en.shell.look}
      </Link>
    </div>
  )
}
