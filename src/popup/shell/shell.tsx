import { useMirror } from '../connection/worker-context.ts'
import { SignInSheet } from '../screens/sign-in/sign-in-sheet.tsx'
import { en } from '../strings/en.ts'
import { BottomNav } from './bottom-nav.tsx'
import { Pages } from './pages.tsx'
import { Rail } from './rail.tsx'
import { surface } from './surface.ts'
import { useWide } from './use-wide.ts'
import { WaitingBanner } from './waiting-banner.tsx'

/** The open wallet: the way around, and the page that is looked at. */
export const Shell = () => {
  const wide = useWide()
  const { connected } = useMirror()
  return (
    <div
      className={
        wide
          ? 'flex min-h-screen'
          : surface === 'popup'
            ? 'flex h-full flex-col'
            : 'flex h-screen flex-col'
      }
    >
      <a
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          document.getElementById('main')?.focus()
        }}
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {en.shell.skip}
      </a>
      {wide && <Rail />}
      <main id="main" tabIndex={-1} className="min-h-0 min-w-0 flex-1 overflow-y-auto outline-none">
        <WaitingBanner />
        {!connected && (
          <p role="status" className="bg-sunk px-4 py-1.5 text-center text-sm text-soft">
            {en.shell.reconnecting}
          </p>
        )}
        <Pages />
      </main>
      {!wide && <BottomNav />}
      <SignInSheet />
    </div>
  )
}
