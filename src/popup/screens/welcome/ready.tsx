import type { SignInView } from '../../../messages/popup/sign-in-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Address } from '../../ui/address.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { Tag } from '../../ui/tag.tsx'

type ReadyProps = { readonly signIn: SignInView; readonly onNext: () => void }

/** The account, at the end of the first sign-in. */
export const Ready = ({ signIn, onNext }: ReadyProps) => {
  const { accounts } = useView()
  const { address, isNew, startedAt, endedAt } = signIn
  return (
    <div className="grid grid-cols-1 gap-5" data-testid="sign-in-done">
      <div className="grid gap-2">
        <h1 className="text-2xl font-semibold tracking-tight wide:text-3xl">
          {isNew === true ? en.welcome.ready.title : en.welcome.ready.again}
        </h1>
        <p className="text-soft wide:text-lg">
          {isNew === true
            ? en.welcome.ready.made
            : en.welcome.ready.found(Math.max(1, accounts.length))}
        </p>
      </div>
      {address !== undefined && (
        <Card className="flex items-center gap-4">
          <Identicon address={address} size={56} />
          <div className="grid min-w-0 gap-1.5">
            <Address address={address} full />
            {isNew === true && endedAt !== undefined && (
              <span>
                <Tag look="good">
                  {en.welcome.ready.seconds(en.signIn.seconds(endedAt - startedAt))}
                </Tag>
              </span>
            )}
          </div>
        </Card>
      )}
      <Button look="primary" size="large" onClick={onNext} data-testid="onboarding-continue">
        {en.welcome.ready.next}
      </Button>
    </div>
  )
}
