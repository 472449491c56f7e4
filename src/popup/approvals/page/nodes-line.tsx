import type { ApprovalView } from '../../../messages/popup/approval-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { LampRow } from '../../ui/lamp-row.tsx'
import { everyLamp } from '../../ui/lamps-of.ts'
import { nodesTrouble, nodesWords } from './nodes-words.ts'

/** While the person reads: which nodes are ready to sign. */
export const NodesLine = ({ approval }: { readonly approval: ApprovalView }) => {
  const { nodeSet } = useView()
  const lamps = everyLamp(nodeSet, approval.lamps)
  const [trouble] = nodesTrouble(lamps)
  return (
    <div className="flex items-center justify-between gap-3">
      <p className="text-xs text-soft">{trouble ?? nodesWords(approval, nodeSet)}</p>
      <LampRow lamps={lamps} threshold={nodeSet.threshold} />
    </div>
  )
}
