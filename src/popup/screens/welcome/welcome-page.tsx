import { useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { useView } from '../../connection/worker-context.ts'
import { Stand } from '../../shell/stand.tsx'
import { surface } from '../../shell/surface.ts'
import { en } from '../../strings/en.ts'
import { everyLamp, lampsOf } from '../../ui/lamps-of.ts'
import { NodeRing } from '../../ui/node-ring.tsx'
import { useTour } from '../../ui/use-tour.ts'
import { SignInProgress } from '../sign-in/sign-in-progress.tsx'
import { SignInWords } from '../sign-in/sign-in-words.tsx'
import { useSignIn } from '../sign-in/use-sign-in.ts'
import { BackupOffer } from './backup-offer.tsx'
import { ChooseWay } from './choose-way.tsx'
import { PopupWelcome } from './popup-welcome.tsx'
import { Ready } from './ready.tsx'

/** The first run, from what this is to a second way in. It can be left and found again anywhere. */
export const WelcomePage = () => {
  const { stage, signIn, nodeSet, accounts, selected, backupDone } = useView()
  const [location, navigate] = useLocation()
  const { dismiss } = useSignIn()
  const [offered, setOffered] = useState(false)
  const [left, setLeft] = useState(false)
  const tour = useTour(nodeSet)

  const signingIn = signIn !== undefined && signIn.purpose === 'account'
  const address = signIn?.address ?? selected ?? accounts[0]?.address
  const atBackup =
    stage === 'open' && address !== undefined && !signingIn && !left && (offered || !backupDone)
  const isOver = stage !== 'welcome' && !signingIn && !atBackup

  useEffect(() => {
    if (atBackup) setOffered(true)
  }, [atBackup])
  // Other sign-ins follow here, for the second login, and this page stays in front of them.
  useEffect(() => {
    if (isOver) navigate('/', { replace: true })
    else if (location !== '/welcome') navigate('/welcome', { replace: true })
  }, [isOver, location, navigate])

  if (isOver) return null
  if (surface === 'popup' && stage === 'welcome' && !signingIn) return <PopupWelcome />

  const lamps =
    nodeSet.state === 'broken'
      ? lampsOf(nodeSet)
      : signIn !== undefined && signIn.step !== 'proving'
        ? everyLamp(nodeSet, signIn.lamps)
        : tour
  const picture = (
    <NodeRing lamps={lamps} threshold={nodeSet.threshold}>
      {signIn === undefined || signIn.step === 'done' ? (
        <>
          <span className="text-xl font-semibold tracking-tight wide:text-2xl">
            {en.welcome.held(nodeSet.nodes.length, nodeSet.threshold)}
          </span>
          <span className="hidden text-sm text-soft wide:block">{en.welcome.heldNote}</span>
        </>
      ) : (
        <SignInWords signIn={signIn} />
      )}
    </NodeRing>
  )
  return (
    <Stand
      picture={picture}
      caption={en.welcome.ringCaption(nodeSet.nodes.length, nodeSet.threshold)}
      withNodeSet={stage === 'welcome'}
    >
      {atBackup ? (
        <BackupOffer
          address={address}
          onDone={() => {
            setLeft(true)
            void dismiss()
          }}
        />
      ) : signIn === undefined || !signingIn ? (
        <ChooseWay />
      ) : signIn.step === 'done' ? (
        <Ready signIn={signIn} onNext={() => void dismiss()} />
      ) : (
        <>
          <h1 className="text-2xl font-semibold tracking-tight wide:text-3xl">
            {signIn.step === 'failed'
              ? en.signIn.failedAt(en.signIn.titles.account)
              : en.signIn.titles.account}
          </h1>
          <SignInProgress signIn={signIn} withoutRing onOtherWay={() => {}} />
        </>
      )}
    </Stand>
  )
}
