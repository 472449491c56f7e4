import { LockKeyhole } from 'lucide-react'
import { useState } from 'react'
import { useView } from '../../connection/worker-context.ts'
import { Stand } from '../../shell/stand.tsx'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { everyLamp, lampsOf } from '../../ui/lamps-of.ts'
import { NodeRing } from '../../ui/node-ring.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { NodeSetProblem } from '../node-set/node-set-problem.tsx'
import { SignInProgress } from '../sign-in/sign-in-progress.tsx'
import { useSignIn } from '../sign-in/use-sign-in.ts'
import { WayButton } from '../sign-in/way-button.tsx'

/** Nothing of the wallet is shown; only who may open it, and how. */
export const LockedPage = () => {
  const { nodeSet, ways, login, signIn } = useView()
  const { busy, problem, start } = useSignIn()
  const [choosing, setChoosing] = useState(false)
  const usual = ways.find(({ id }) => id === login?.way) ?? ways[0]
  const others = ways.filter(({ id }) => id !== usual?.id)
  const under = signIn !== undefined && signIn.step !== 'done' ? signIn : undefined
  const lamps =
    nodeSet.state === 'broken'
      ? lampsOf(nodeSet)
      : everyLamp(nodeSet, under === undefined ? [] : under.lamps)
  return (
    <Stand
      picture={
        <NodeRing lamps={lamps} threshold={nodeSet.threshold}>
          <LockKeyhole size={40} strokeWidth={1.5} className="text-soft" />
        </NodeRing>
      }
    >
      <div className="grid gap-1.5">
        <h1 className="text-2xl font-semibold tracking-tight wide:text-3xl">{en.locked.title}</h1>
        <p className="text-soft wide:text-lg">
          {login === undefined ? en.locked.lead : en.locked.as(login.label)}
        </p>
      </div>
      {nodeSet.state === 'broken' && <NodeSetProblem />}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {under !== undefined ? (
        <SignInProgress signIn={under} withoutRing onOtherWay={() => setChoosing(true)} />
      ) : (
        <>
          {usual !== undefined && (
            <Button
              look="primary"
              size="large"
              wide
              busy={busy}
              onClick={() => void start(usual.id, 'unlock')}
              data-testid="unlock"
            >
              {en.locked.unlockWith(usual)}
            </Button>
          )}
          {others.length > 0 &&
            (choosing ? (
              <div className="grid gap-2">
                <h2 className="text-sm font-semibold text-soft">{en.locked.otherTitle}</h2>
                {others.map((way) => (
                  <WayButton
                    key={way.id}
                    way={way}
                    disabled={busy}
                    testId={`unlock-${way.testId}`}
                    // Another login is another identity, which may control the same accounts.
                    onPress={() => void start(way.id, 'account')}
                  />
                ))}
                <p className="text-sm text-soft">{en.locked.otherNote}</p>
              </div>
            ) : (
              <Button
                look="quiet"
                onClick={() => setChoosing(true)}
                className="justify-self-center"
              >
                {en.locked.other}
              </Button>
            ))}
        </>
      )}
    </Stand>
  )
}
