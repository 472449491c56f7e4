import { useState } from 'react'
import type { SignInPurpose } from '../../../messages/popup/sign-in-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { SignInProgress } from '../../screens/sign-in/sign-in-progress.tsx'
import { useSignIn } from '../../screens/sign-in/use-sign-in.ts'
import { WayButton } from '../../screens/sign-in/way-button.tsx'
import { approvals } from '../../strings/en/approvals.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

export type SignInFor = Extract<SignInPurpose, 'account' | 'unlock' | 'renew'>

const words = approvals.signIn

const said: Record<SignInFor, { readonly title: string; readonly body: string }> = {
  account: { title: words.welcomeTitle, body: words.welcomeBody },
  unlock: { title: words.lockedTitle, body: words.lockedBody },
  renew: { title: words.renewTitle, body: words.renewBody },
}

/** In this very window: what is asked stays below as it is, and goes on after it. */
export const SignInFirst = ({ purpose }: { readonly purpose: SignInFor }) => {
  const { ways, login, signIn } = useView()
  const { busy, problem, start } = useSignIn()
  const [choosing, setChoosing] = useState(purpose === 'account')
  const usual = ways.find(({ id }) => id === login?.way) ?? ways[0]
  const others = ways.filter(({ id }) => purpose === 'account' || id !== usual?.id)
  const under = signIn !== undefined && signIn.step !== 'done' ? signIn : undefined
  return (
    <Card
      className="grid grid-cols-[minmax(0,1fr)] gap-3 border-accent"
      data-testid="sign-in-first"
    >
      <div role="status">
        <h2 className="text-lg font-semibold">{said[purpose].title}</h2>
        <p className="text-soft">{said[purpose].body}</p>
      </div>
      {problem !== undefined && <ProblemNotice problem={problem} />}
      {under !== undefined ? (
        <SignInProgress signIn={under} onOtherWay={() => setChoosing(true)} />
      ) : (
        <>
          {purpose !== 'account' && usual !== undefined && (
            <Button
              look="primary"
              busy={busy}
              onClick={() => void start(usual.id, purpose)}
              data-testid="unlock"
            >
              {words.go(usual.name)}
            </Button>
          )}
          {choosing
            ? others.map((way) => (
                <WayButton
                  key={way.id}
                  way={way}
                  disabled={busy}
                  onPress={() => void start(way.id, purpose)}
                />
              ))
            : others.length > 0 && (
                <Button look="quiet" size="small" onClick={() => setChoosing(true)}>
                  {words.other}
                </Button>
              )}
        </>
      )}
    </Card>
  )
}
