import { useEffect, useRef, useState } from 'react'
import type { ApprovalView, Choices } from '../../../messages/popup/approval-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { BlockSite } from '../../screens/blocked/block-site.tsx'
import { approvals } from '../../strings/en/approvals.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { aboutAsk } from '../asks/about-ask.ts'
import { AskBody } from '../asks/ask-body.tsx'
import { offeredAccounts } from '../asks/offered-accounts.ts'
import { useNames } from '../parts/use-names.ts'
import { Warnings } from '../parts/warnings.tsx'
import { Asker } from './asker.tsx'
import { Foot } from './foot.tsx'
import { SignInFirst, type SignInFor } from './sign-in-first.tsx'
import { useAccepted } from './use-accepted.ts'
import { useApprovalActions } from './use-approval-actions.ts'
import { useArmed } from './use-armed.ts'
import { useKeys } from './use-keys.ts'
import { WhoAndWhere } from './who-and-where.tsx'

/** One thing that is asked: who, what, at which price, with which dangers; and the answer. */
export const Approval = ({ approval }: { readonly approval: ApprovalView }) => {
  const { stage, waiting, accounts: known } = useView()
  const { ask, state } = approval
  const about = aboutAsk(ask, useNames())
  const actions = useApprovalActions(approval)
  const armed = useArmed(`${approval.id}/${approval.revision}`)
  const accepted = useAccepted(approval.warnings)
  const [chosen, setChosen] = useState<readonly string[]>()
  const accounts = chosen ?? offeredAccounts(ask, known)
  const body = useRef<HTMLDivElement>(null)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus({ preventScroll: true }), [])

  const signInFor = signInNeeded(stage, approval.needsSignIn)
  const underWay = state === 'signing' || state === 'sending'
  const working = underWay || actions.approving
  const mayConfirm =
    armed &&
    about.ready &&
    approval.looking !== true &&
    !working &&
    !actions.choosing &&
    !actions.rejecting &&
    accepted.open === 0 &&
    signInFor === undefined &&
    (ask.kind !== 'connect' || accounts.length > 0)
  const problem = underWay ? undefined : (actions.problem ?? approval.problem)
  // What is to be done first stands on top.
  const inFront = problem?.code ?? signInFor
  useEffect(() => {
    if (inFront !== undefined && body.current !== null) body.current.scrollTop = 0
  }, [inFront])
  const confirm = (): void => {
    if (!mayConfirm) return
    const choices: Choices = {
      ...(ask.kind === 'connect' && { accounts }),
      ...(accepted.rules.length > 0 && { accepted: accepted.rules }),
    }
    void actions.approve(choices)
  }
  const reject = (): void => {
    if (state !== 'sending') void actions.reject()
  }
  useKeys({ onConfirm: confirm, onReject: reject })
  const showDanger = (): void => {
    const box = body.current?.querySelector<HTMLElement>(
      '[data-testid="accept-danger"]:not(:checked)',
    )
    box?.scrollIntoView({ block: 'center' })
    box?.focus({ preventScroll: true })
  }

  return (
    <>
      <Asker approval={approval} behind={Math.max(0, waiting - 1)} />
      <div
        ref={body}
        className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-4 overflow-y-auto p-4"
      >
        {signInFor !== undefined && <SignInFirst purpose={signInFor} />}
        {problem !== undefined && (
          <ProblemNotice
            problem={problem}
            {...(approval.left === true &&
              problem === approval.problem && { words: approvals.left })}
          />
        )}
        <div className="grid gap-2">
          <h1
            ref={title}
            tabIndex={-1}
            className="text-xl font-semibold tracking-tight wrap-anywhere outline-none"
          >
            <bdi>{about.title}</bdi>
          </h1>
          <WhoAndWhere account={about.account} chainId={about.chainId} />
        </div>
        <Warnings warnings={approval.warnings} accepted={accepted} still={working} />
        <AskBody
          ask={ask}
          origin={approval.origin}
          warnings={approval.warnings}
          choose={actions.choose}
          still={working || actions.choosing || approval.left === true}
          accounts={accounts}
          onAccounts={setChosen}
        />
        {!working && <BlockSite origin={approval.origin} />}
      </div>
      <Foot
        approval={approval}
        label={about.confirm}
        signs={about.signs}
        mayConfirm={mayConfirm}
        working={working}
        rejecting={actions.rejecting}
        openDangers={accepted.open}
        onConfirm={confirm}
        onReject={reject}
        onShowDanger={showDanger}
      />
    </>
  )
}

const signInNeeded = (stage: string, needsSignIn: boolean): SignInFor | undefined => {
  if (stage === 'welcome') return 'account'
  if (stage === 'locked') return 'unlock'
  return needsSignIn ? 'renew' : undefined
}
