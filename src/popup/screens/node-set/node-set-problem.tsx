import { useLocation } from 'wouter'
import { useAction } from '../../connection/use-action.ts'
import { useCall, useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { LampRow } from '../../ui/lamp-row.tsx'
import { lampsOf } from '../../ui/lamps-of.ts'

/** The nodes do not do what they should: why, what to do, and that nothing is lost. */
export const NodeSetProblem = () => {
  const { nodeSet } = useView()
  const call = useCall()
  const { busy, run } = useAction()
  const [, navigate] = useLocation()
  const { problem } = nodeSet
  if (nodeSet.state !== 'broken' || problem === undefined) return null
  const known = en.nodeSet.broken[problem.code]
  const { title, body } = known ?? en.problems[problem.code]
  return (
    <section
      role="alert"
      data-testid="node-set-problem"
      data-code={problem.code}
      className="grid gap-3 rounded-lg border border-danger-line bg-card p-4 shadow-shade"
    >
      <div className="grid gap-1">
        <h2 className="text-lg font-semibold">{title}</h2>
        <p className="text-soft">{body}</p>
      </div>
      {nodeSet.nodes.length > 0 && (
        <LampRow lamps={lampsOf(nodeSet)} threshold={nodeSet.threshold} />
      )}
      {known !== undefined && (
        <div className="grid gap-1">
          <h3 className="text-sm font-semibold">{en.nodeSet.problemHeading}</h3>
          <ul className="grid list-disc gap-1 pl-4.5 text-sm marker:text-soft">
            {known.todo.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          size="small"
          busy={busy || nodeSet.state !== 'broken'}
          onClick={() => void run(async () => call('node-set.check', {}))}
          data-testid="node-set-check"
        >
          {en.common.checkAgain}
        </Button>
        <Button size="small" onClick={() => navigate('/node-set')}>
          {en.nodeSet.title}
        </Button>
      </div>
      {problem.detail !== '' && (
        <details className="text-sm text-soft">
          <summary className="rounded-sm">{en.common.details}</summary>
          <p className="mt-1 font-mono text-xs wrap-anywhere">{problem.detail}</p>
        </details>
      )}
    </section>
  )
}
