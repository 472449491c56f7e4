import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { NodeSetProblem } from '../node-set/node-set-problem.tsx'
import { useSignIn } from '../sign-in/use-sign-in.ts'
import { WayButton } from '../sign-in/way-button.tsx'

/** What this is, and the ways in. */
export const ChooseWay = () => {
  const { ways, nodeSet } = useView()
  const { busy, problem, start } = useSignIn()
  return (
    <>
      <div className="grid gap-2.5">
        <h1 className="text-2xl font-semibold tracking-tight text-balance wide:text-3xl">
          {en.welcome.title}
        </h1>
        <p className="text-soft wide:text-lg">{en.welcome.lead}</p>
      </div>
      {nodeSet.state === 'broken' && <NodeSetProblem />}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <div className="grid grid-cols-1 gap-2">
        <h2 className="text-sm font-semibold text-soft">{en.welcome.choose}</h2>
        {ways.map((way) => (
          <WayButton
            key={way.id}
            way={way}
            disabled={busy}
            onPress={() => void start(way.id, 'account')}
          />
        ))}
        {ways.length === 0 && <Notice look="caution">{en.welcome.noWays}</Notice>}
      </div>
      <p className="text-sm text-soft">
        {en.welcome.same} {en.welcome.noSeed}
      </p>
    </>
  )
}
