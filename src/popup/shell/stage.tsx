import { lazy, Suspense } from 'react'
import { useLocation } from 'wouter'
import { useMirror } from '../connection/worker-context.ts'
import { Opening } from './opening.tsx'
import { useTheme } from './use-theme.ts'

const ApprovalPage = lazy(async () => {
  const { ApprovalPage } = await import('../approvals/approval-page.tsx')
  return { default: ApprovalPage }
})

/** What there is to see, by how far the wallet is: nothing of a locked one, for instance. */
export const Stage = () => {
  const { view } = useMirror()
  const [location] = useLocation()
  useTheme(view?.settings.theme)
  if (view === undefined) return <Opening />
  if (location === '/approval') {
    return (
      <Suspense fallback={<Opening />}>
        <ApprovalPage />
      </Suspense>
    )
  }
  return <Opening />
}
