import type { ApprovalView } from '../../../messages/popup/approval-view.ts'
import type { Lamp } from '../../../messages/popup/node-set-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { LampDot } from '../../ui/lamp-dot.tsx'
import { LampRow } from '../../ui/lamp-row.tsx'
import { everyLamp } from '../../ui/lamps-of.ts'
import { NodeRing } from '../../ui/node-ring.tsx'
import { nodesTrouble, nodesWords } from './nodes-words.ts'

/** More than these stand in rows, not one below the other. */
const FEW = 5

type NodesAtWorkProps = { readonly approval: ApprovalView }

/** Signing, as it happens: a lamp for each node, lit by its share, with its time. */
export const NodesAtWork = ({ approval }: NodesAtWorkProps) => {
  const { nodeSet } = useView()
  const lamps = everyLamp(nodeSet, approval.lamps)
  const lit = lamps.filter(({ state }) => state === 'signed').length
  const areFew = lamps.length <= FEW
  return (
    <div className="grid animate-rise gap-3" data-testid="nodes-at-work">
      <div className="flex items-center gap-4">
        <div className="w-34 shrink-0">
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
              <span className="block font-normal text-soft">{approvals.nodes.sending}</span>
            )}
          </p>
          {areFew && <Times lamps={lamps} />}
          {nodesTrouble(approval)
            .slice(0, 2)
            .map((line) => (
              <p key={line} className="text-sm text-soft">
                {line}
              </p>
            ))}
        </div>
      </div>
      {!areFew && <LampRow lamps={lamps} threshold={nodeSet.threshold} times />}
    </div>
  )
}

const Times = ({ lamps }: { readonly lamps: readonly Lamp[] }) => (
  <ul className="grid gap-1 text-sm text-soft">
    {lamps
      .filter(({ state }) => state !== 'idle' && state !== 'asked')
      .map(({ node, state, ms }) => (
        <li key={node} className="flex items-center gap-1.5 tabular-nums">
          <LampDot state={state} size={10} />
          {approvals.nodes.one(node)}
          {ms > 0 && ` · ${en.ring.ms(ms)}`}
        </li>
      ))}
  </ul>
)
