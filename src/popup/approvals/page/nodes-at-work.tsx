import type { ApprovalView } from '../../../messages/popup/approval-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { LampDot } from '../../ui/lamp-dot.tsx'
import { everyLamp } from '../../ui/lamps-of.ts'
import { NodeRing } from '../../ui/node-ring.tsx'
import { nodesTrouble, nodesWords } from './nodes-words.ts'

type NodesAtWorkProps = { readonly approval: ApprovalView }

/** Signing, as it happens: a lamp for each node, lit by its share, with its time. */
export const NodesAtWork = ({ approval }: NodesAtWorkProps) => {
  const { nodeSet } = useView()
  const lamps = everyLamp(nodeSet, approval.lamps)
  const lit = lamps.filter(({ state }) => state === 'signed').length
  const timed = lamps.filter(({ state }) => state !== 'idle' && state !== 'asked')
  return (
    <div className="flex animate-rise items-center gap-4" data-testid="nodes-at-work">
      <div className="w-36 shrink-0">
        <NodeRing lamps={lamps} threshold={nodeSet.threshold} plain>
          <span className="text-xl font-semibold tracking-tight tabular-nums">
            {lit}
            <span className="text-soft">/{nodeSet.threshold}</span>
          </span>
        </NodeRing>
      </div>
      <div className="grid min-w-0 flex-1 content-center gap-2">
        <p role="status" className="font-semibold">
          {nodesWords(approval, nodeSet)}
          {approval.state === 'sending' && (
            <span className="block font-normal text-soft">{en.approvals.nodes.sending}</span>
          )}
        </p>
        <ul className="flex flex-wrap gap-x-3 gap-y-1 text-sm text-soft">
          {timed.map(({ node, state, ms }) => (
            <li key={node} className="flex items-center gap-1.5 tabular-nums">
              <LampDot state={state} size={10} />
              {en.approvals.nodes.one(node)}
              {ms > 0 && ` · ${en.ring.ms(ms)}`}
            </li>
          ))}
        </ul>
        {nodesTrouble(approval).map((line) => (
          <p key={line} className="text-sm text-soft">
            {line}
          </p>
        ))}
      </div>
    </div>
  )
}
