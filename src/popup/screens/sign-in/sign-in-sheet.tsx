import { useEffect } from 'react'
import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { toast } from '../../ui/toast.ts'
import { SignInDone } from './sign-in-done.tsx'
import { SignInProgress } from './sign-in-progress.tsx'
import { useSignIn } from './use-sign-in.ts'

/** A sign-in while the wallet is open: for another account, or to change who controls one. */
export const SignInSheet = () => {
  const { signIn } = useView()
  const { cancel, dismiss } = useSignIn()
  const quiet = signIn?.step === 'done' && signIn.purpose !== 'another'
  const id = signIn?.id
  useEffect(() => {
    if (!quiet || id === undefined) return
    void dismiss()
    if (signIn?.purpose === 'manage') toast(en.signIn.changed)
  }, [quiet, id])
  if (signIn === undefined || quiet || signIn.purpose === 'account') return null
  const over = signIn.step === 'done' || signIn.step === 'failed'
  return (
    <Sheet
      open
      onClose={() => void (over ? dismiss() : cancel())}
      title={en.signIn.titles[signIn.purpose]}
      {...((signIn.purpose === 'manage' || signIn.purpose === 'add-login') && {
        description: en.signIn.manageNote,
      })}
    >
      {signIn.step === 'done' ? (
        <SignInDone signIn={signIn} onDone={() => void dismiss()} />
      ) : (
        <SignInProgress signIn={signIn} />
      )}
    </Sheet>
  )
}
