import type { SignInView } from '../../../messages/popup/sign-in-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'

/** What stands in the middle of the ring: how many nodes are with it. */
export const SignInWords = ({ signIn }: { readonly signIn: SignInView }) => {
  const { nodeSet } = useView()
  const lit = signIn.lamps.filter(({ state }) => state === 'ready' || state === 'signed').length
  return (
    <>
      <span className="text-xl font-semibold tracking-tight tabular-nums wide:text-2xl">
        {signIn.step === 'proving' ? nodeSet.threshold : lit}
        <span className="text-soft">/{nodeSet.nodes.length}</span>
      </span>
      <span className="text-xs text-soft">
        {signIn.step === 'failed' || signIn.step === 'done' || signIn.step === 'proving'
          ? en.welcome.heldNote
          : en.signIn.saying(signIn.purpose, signIn.step)}
      </span>
    </>
  )
}
