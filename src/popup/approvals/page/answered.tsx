import { useEffect } from 'react'
import { useLocation } from 'wouter'
import type { ApprovalView } from '../../../messages/popup/approval-view.ts'
import { surface } from '../../shell/surface.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Button } from '../../ui/button.tsx'
import { Mark } from '../../ui/mark.tsx'
import { NodesAtWork } from './nodes-at-work.tsx'

const words = approvals.answered

/** Nothing more is asked: a window of its own closes, any other goes back to the wallet. */
export const Answered = ({ last }: { readonly last: ApprovalView | undefined }) => {
  const [, go] = useLocation()
  const isWindow = surface === 'approval'
  const wasSigned = last?.signedInMs !== undefined
  useEffect(() => {
    if (isWindow || wasSigned) return
    go('/', { replace: true })
  }, [isWindow, wasSigned, go])
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-5 p-6 text-center">
      {last === undefined ? <Mark size={48} /> : null}
      <h1 className="text-xl font-semibold tracking-tight">
        {last === undefined ? words.nothing : words.title}
      </h1>
      {last !== undefined && wasSigned && (
        <div className="text-left">
          <NodesAtWork approval={last} />
        </div>
      )}
      <Button onClick={() => (isWindow ? window.close() : go('/', { replace: true }))}>
        {isWindow ? words.close : words.home}
      </Button>
    </div>
  )
}
