import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Card } from '../../ui/card.tsx'
import { LampDot } from '../../ui/lamp-dot.tsx'
import { lampsOf } from '../../ui/lamps-of.ts'
import { NodeRing } from '../../ui/node-ring.tsx'
import { Page } from '../../ui/page.tsx'
import { Row } from '../../ui/row.tsx'
import { Section } from '../../ui/section.tsx'
import { NodeSetFacts } from './node-set-facts.tsx'
import { NodeSetProblem } from './node-set-problem.tsx'
import { SwitchNodeSet } from './switch-node-set.tsx'

/** Whose nodes hold the keys; to be compared, and to be changed. */
export const NodeSetPage = () => {
  const { nodeSet, stage } = useView()
  const lamps = lampsOf(nodeSet)
  return (
    <Page
      title={en.nodeSet.title}
      back={stage === 'open' ? '/settings' : '/'}
      lead={en.nodeSet.lead}
      columns
    >
      <div className="grid grid-cols-1 gap-4">
        <NodeSetProblem />
        <Card className="grid grid-cols-1 gap-4">
          <NodeRing lamps={lamps} threshold={nodeSet.threshold} width={180}>
            <span className="text-lg font-semibold tracking-tight">{nodeSet.name}</span>
            <span className="text-xs text-soft">{en.nodeSet.state[nodeSet.state]}</span>
          </NodeRing>
          <NodeSetFacts nodeSet={nodeSet} />
        </Card>
      </div>
      <div className="grid grid-cols-1 gap-4">
        <Section title={en.nodeSet.nodes}>
          <Card flush>
            {nodeSet.nodes.map(({ party, url, state }, place) => (
              <Row
                key={party}
                leading={<LampDot state={lamps[place]?.state ?? 'idle'} />}
                title={en.nodeSet.node(party)}
                note={<span className="break-all">{url}</span>}
                trailing={en.nodeSet.nodeState[state]}
              />
            ))}
          </Card>
        </Section>
        <SwitchNodeSet />
      </div>
    </Page>
  )
}
