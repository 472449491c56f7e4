import type { SignInView } from '../../../messages/popup/sign-in-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { everyLamp } from '../../ui/lamps-of.ts'
import { NodeRing } from '../../ui/node-ring.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ProgressList } from '../../ui/progress-list.tsx'
import { ShortCode } from './short-code.tsx'
import { signInSteps } from './sign-in-steps.ts'
import { SignInWords } from './sign-in-words.tsx'
import { useSignIn } from './use-sign-in.ts'

type SignInProgressProps = {
  readonly signIn: SignInView
  /** The ring stands elsewhere, in a column of its own. */
  readonly withoutRing?: boolean
  readonly onOtherWay?: () => void
}

/** A sign-in as it goes on: the nodes, the steps in words, and what to do if one fails. */
export const SignInProgress = ({
  signIn,
  withoutRing = false,
  onOtherWay,
}: SignInProgressProps) => {
  const { nodeSet } = useView()
  const { busy, problem, retry, cancel, dismiss } = useSignIn()
  const failed = signIn.step === 'failed'
  return (
    <div className="grid grid-cols-1 gap-5" data-testid="sign-in-progress" data-step={signIn.step}>
      {!withoutRing && (
        <NodeRing
          lamps={everyLamp(nodeSet, signIn.lamps)}
          threshold={nodeSet.threshold}
          width={220}
        >
          <SignInWords signIn={signIn} />
        </NodeRing>
      )}
      {signIn.shortCode !== undefined && signIn.step === 'proving' && (
        <ShortCode code={signIn.shortCode} />
      )}
      <div role="status" className="sr-only">
        {signIn.step === 'failed' || signIn.step === 'done'
          ? ''
          : en.signIn.saying(signIn.purpose, signIn.step)}
      </div>
      <ProgressList steps={signInSteps(signIn)} />
      {signIn.step === 'proving' && (
        <p className="text-soft">{en.signIn.proving[signIn.way.kind]}</p>
      )}
      {failed && signIn.problem !== undefined && <ProblemNotice problem={signIn.problem} />}
      {problem !== undefined && <ProblemNotice problem={problem} />}
      <div className="flex flex-wrap gap-2">
        {failed && (
          <Button
            look="primary"
            busy={busy}
            onClick={() => void retry()}
            data-testid="sign-in-retry"
          >
            {en.common.retry}
          </Button>
        )}
        {failed ? (
          <Button
            disabled={busy}
            onClick={() => void dismiss().then((went) => went && onOtherWay?.())}
            data-testid="sign-in-dismiss"
          >
            {onOtherWay === undefined ? en.common.close : en.signIn.otherWay}
          </Button>
        ) : (
          <Button disabled={busy} onClick={() => void cancel()} data-testid="sign-in-cancel">
            {en.signIn.cancel}
          </Button>
        )}
      </div>
    </div>
  )
}
