import { TriangleAlert } from 'lucide-react'
import type { ApprovalView } from '../../../messages/popup/approval-view.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Button } from '../../ui/button.tsx'
import { NodesAtWork } from './nodes-at-work.tsx'
import { NodesLine } from './nodes-line.tsx'

type FootProps = {
  readonly approval: ApprovalView
  readonly label: string
  /** Whether nodes take part: permissions need none. */
  readonly signs: boolean
  readonly mayConfirm: boolean
  readonly working: boolean
  readonly rejecting: boolean
  /** Dangers that are still to be accepted. */
  readonly openDangers: number
  readonly onConfirm: () => void
  readonly onReject: () => void
  readonly onShowDanger: () => void
}

/** What the nodes do, and the two answers; always in sight. */
export const Foot = (props: FootProps) => {
  const { approval, label, signs, mayConfirm, working, rejecting, openDangers } = props
  const atWork = approval.state === 'signing' || approval.state === 'sending'
  const todo = openDangers > 0 && !working && (
    <button
      type="button"
      onClick={props.onShowDanger}
      className="flex min-h-6 items-center gap-2 rounded-sm text-left text-sm font-medium text-danger underline-offset-2 hover:underline"
    >
      <TriangleAlert aria-hidden="true" size={16} className="shrink-0" />
      {approvals.warning.todo(openDangers)}
    </button>
  )
  return (
    <footer className="grid grid-cols-[minmax(0,1fr)] gap-3 border-t border-line bg-card px-4 pt-3 pb-4">
      {signs && atWork && <NodesAtWork approval={approval} />}
      {signs && !atWork && (
        <NodesLine approval={approval} instead={todo === false ? undefined : todo} />
      )}
      {!signs && todo}
      <div className="grid grid-cols-2 gap-2.5">
        <Button
          size="large"
          onClick={props.onReject}
          // What is with the chain already cannot be taken back.
          disabled={approval.state === 'sending'}
          busy={rejecting}
          data-testid="reject"
        >
          {approval.left === true && !atWork ? approvals.left.stop : approvals.reject}
        </Button>
        <Button
          look="primary"
          size="large"
          onClick={props.onConfirm}
          disabled={!mayConfirm}
          busy={working}
          data-testid="approve"
        >
          {approval.state === 'failed' ? approvals.again : label}
        </Button>
      </div>
    </footer>
  )
}
