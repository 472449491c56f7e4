import type { SignInView } from '../../../messages/popup/sign-in-view.ts'
import { useCall } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Address } from '../../ui/address.tsx'
import { Button } from '../../ui/button.tsx'
import { Identicon } from '../../ui/identicon.tsx'

type SignInDoneProps = { readonly signIn: SignInView; readonly onDone: () => void }

/** Another account was made: this is the one. */
export const SignInDone = ({ signIn, onDone }: SignInDoneProps) => {
  const call = useCall()
  const { address, startedAt, endedAt } = signIn
  const use = async (): Promise<void> => {
    if (address !== undefined) await call('account.select', { address }).catch(() => {})
    onDone()
  }
  return (
    <div className="grid justify-items-center gap-4 text-center" data-testid="sign-in-done">
      {address !== undefined && (
        <>
          <Identicon address={address} size={72} />
          <Address address={address} full />
        </>
      )}
      {endedAt !== undefined && (
        <p className="text-soft">
          {en.welcome.ready.seconds(en.signIn.seconds(endedAt - startedAt))}
        </p>
      )}
      <Button look="primary" wide onClick={() => void use()}>
        {en.accounts.use}
      </Button>
    </div>
  )
}
