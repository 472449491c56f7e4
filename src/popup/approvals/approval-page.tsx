import { useEffect, useState } from 'react'
import type { ApprovalView } from '../../messages/popup/approval-view.ts'
import { useView } from '../connection/worker-context.ts'
import { approvals } from '../strings/en/approvals.ts'
import { Answered } from './page/answered.tsx'
import { Approval } from './page/approval.tsx'
import { hostOf } from './parts/host-of.ts'

/** What is asked, and by whom. */
export const ApprovalPage = () => {
  const { approval } = useView()
  const [last, setLast] = useState<ApprovalView>()
  useEffect(() => {
    if (approval !== undefined) setLast(approval)
  }, [approval])
  const asker = approval && hostOf(approval.origin)
  useEffect(() => {
    if (asker === undefined) return undefined
    const before = document.title
    document.title = approvals.windowTitle(asker)
    return () => {
      document.title = before
    }
  }, [asker])
  return (
    <main className="mx-auto flex h-dvh w-full max-w-[560px] flex-col [@media(max-height:420px)]:h-auto wide:my-[4vh] wide:h-[min(880px,92dvh)] wide:overflow-clip wide:rounded-xl wide:border wide:border-line wide:shadow-lift">
      {approval === undefined ? (
        <Answered last={last} />
      ) : (
        <Approval key={approval.id} approval={approval} />
      )}
    </main>
  )
}
