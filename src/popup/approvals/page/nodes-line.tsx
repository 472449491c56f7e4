import type { ReactNode } from 'react'
import type { ApprovalView } from '../../../messages/popup/approval-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { LampRow } from '../../ui/lamp-row.tsx'
import { everyLamp } from '../../ui/lamps-of.ts'
import { nodesTrouble, nodesWords } from './nodes-words.ts'

type NodesLineProps = {
  readonly approval: ApprovalView
  /** What matters more than the nodes right now. */
  readonly instead: ReactNode | undefined
}

/** While the person reads: which nodes are ready to sign. */
export const NodesLine = ({ approval, instead }: NodesLineProps) => {
  const { nodeSet } = useView()
  const lamps = everyLamp(nodeSet, approval.lamps)
  const [trouble] = nodesTrouble(approval)
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
      {instead ?? (
        <p className="min-w-0 flex-1 basis-40 text-xs text-soft">
          {trouble ?? nodesWords(approval, nodeSet)}
        </p>
      )}
      <div className="max-w-full shrink-0">
        <LampRow lamps={lamps} threshold={nodeSet.threshold} />
      </div>
    </div>
  )
}
