import { useState } from 'react'
import { useAction } from '../../connection/use-action.ts'
import { useCall, useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { SignInProgress } from '../sign-in/sign-in-progress.tsx'
import { WayButton } from '../sign-in/way-button.tsx'

type BackupOfferProps = { readonly address: string; readonly onDone: () => void }

/** A second login for the first account: there is nothing else to restore it by. */
export const BackupOffer = ({ address, onDone }: BackupOfferProps) => {
  const { ways, login, signIn, backupDone } = useView()
  const call = useCall()
  const { busy, problem, run } = useAction()
  const [begun, setBegun] = useState(false)
  const add = async (way: string): Promise<void> => {
    setBegun(true)
    await run(async () => call('control.add', { address, way }))
  }
  const under =
    signIn !== undefined && signIn.step !== 'done' && signIn.purpose !== 'account'
      ? signIn
      : undefined
  const offered = [...ways].sort(
    (one, other) => Number(one.id === login?.way) - Number(other.id === login?.way),
  )
  return (
    <div className="grid grid-cols-1 gap-5" data-testid="backup-offer">
      <div className="grid gap-2">
        <h1 className="text-2xl font-semibold tracking-tight wide:text-3xl">
          {en.welcome.backup.title}
        </h1>
        <p className="text-soft wide:text-lg">{en.welcome.backup.lead}</p>
      </div>
      {backupDone && begun ? (
        <>
          <Notice look="good" live>
            {en.welcome.backup.done}
          </Notice>
          <Button look="primary" size="large" onClick={onDone} data-testid="onboarding-continue">
            {en.welcome.ready.open}
          </Button>
        </>
      ) : under !== undefined ? (
        <>
          <h2 className="text-lg font-semibold">{en.signIn.titles[under.purpose]}</h2>
          {under.purpose === 'manage' && <p className="text-soft">{en.signIn.manageNote}</p>}
          <SignInProgress signIn={under} withoutRing />
        </>
      ) : (
        <>
          <Notice look="caution">{en.welcome.backup.loss}</Notice>
          {problem !== undefined && <ProblemNotice problem={problem} />}
          <div className="grid grid-cols-1 gap-2">
            {offered.map((way) => (
              <WayButton
                key={way.id}
                way={way}
                label={en.control.addWay(way, way.id === login?.way)}
                testId={`backup-${way.testId}`}
                disabled={busy}
                onPress={() => void add(way.id)}
              />
            ))}
          </div>
          <div className="flex items-center gap-3">
            <Button
              disabled={busy}
              onClick={() =>
                void run(async () => call('backup.later', {})).then((went) => went && onDone())
              }
              data-testid="backup-later"
            >
              {en.welcome.backup.later}
            </Button>
            <p className="text-sm text-soft">{en.welcome.backup.laterNote}</p>
          </div>
        </>
      )}
    </div>
  )
}
