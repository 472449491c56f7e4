import { useLocation } from 'wouter'
import { useMirror } from '../connection/worker-context.ts'
import { LockedPage } from '../screens/locked/locked-page.tsx'
import { lazyPage } from './lazy-page.ts'
import { Opening } from './opening.tsx'
import { Shell } from './shell.tsx'
import { surface } from './surface.ts'
import { useTheme } from './use-theme.ts'

const ApprovalPage = lazyPage(
  async () => (await import('../approvals/approval-page.tsx')).ApprovalPage,
  { atOnce: surface === 'approval', meanwhile: Opening },
)
const BrokenPage = lazyPage(
  async () => (await import('../screens/broken/broken-page.tsx')).BrokenPage,
  { meanwhile: Opening },
)
const NodeSetPage = lazyPage(
  async () => (await import('../screens/node-set/node-set-page.tsx')).NodeSetPage,
  { meanwhile: Opening },
)
const WelcomePage = lazyPage(
  async () => (await import('../screens/welcome/welcome-page.tsx')).WelcomePage,
  { meanwhile: Opening },
)

/** What there is to see, by how far the wallet is: nothing of a locked one, for instance. */
export const Stage = () => {
  const { view } = useMirror()
  const [location] = useLocation()
  useTheme(view?.settings.theme)
  if (view === undefined) return <Opening />
  if (view.broken !== undefined) {
    // Another part is agreed to anew.
    return <BrokenPage key={view.broken.detail} broken={view.broken} />
  }
  // An open side panel asks by itself: no window comes for it.
  const asks = surface === 'side-panel' && view.approval !== undefined
  if (asks || location === '/approval') return <ApprovalPage />
  if (location === '/node-set' && view.stage !== 'open') {
    return (
      <main className="h-full min-h-screen overflow-y-auto">
        <NodeSetPage />
      </main>
    )
  }
  // The end of the first sign-in belongs to it, although the wallet is open by then.
  if (view.stage === 'welcome' || location === '/welcome' || view.signIn?.purpose === 'account') {
    return <WelcomePage />
  }
  if (view.stage === 'locked') return <LockedPage />
  return <Shell />
}
