import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import type {
  AccountView,
  ControlEntry,
  ControlView,
} from '../../../messages/popup/account-view.ts'
import { useAction } from '../../connection/use-action.ts'
import { useAnswer } from '../../connection/use-answer.ts'
import { useCall, useView } from '../../connection/worker-context.ts'
import { openTab } from '../../shell/open-tab.ts'
import { surface } from '../../shell/surface.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { AddLoginSheet } from './add-login-sheet.tsx'
import { ControlRow } from './control-row.tsx'
import { RemoveLoginSheet } from './remove-login-sheet.tsx'

const controls = ({ isItself, scopes }: ControlEntry): boolean =>
  !isItself && scopes.includes('anything')

const ownerWords = ({ ownedBy }: ControlView): string =>
  ownedBy === 'itself' || ownedBy === 'you' || ownedBy === 'nobody'
    ? en.control.ownedBy[ownedBy]
    : en.control.ownedBy.other(ownedBy)

/** Everybody who may use an account, as the registry has it; to add to, and to take from. */
export const ControlSection = ({ account: { address } }: { readonly account: AccountView }) => {
  const { signIn } = useView()
  const call = useCall()
  const { value, problem, reload } = useAnswer('control.read', { address })
  const action = useAction()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<ControlEntry>()
  const underWay =
    signIn !== undefined && (signIn.purpose === 'manage' || signIn.purpose === 'add-login')

  // What was begun in another window, or before the worker was restarted, shows here too.
  useEffect(() => {
    if (!underWay) reload()
  }, [underWay, reload])

  /** It begins a sign-in, which the shell shows, and whose end shows here. */
  const change = async (work: () => Promise<unknown>): Promise<void> => {
    await action.run(work)
  }
  const logins = value?.entries.filter(controls) ?? []
  const inTab = surface === 'popup'
  const canChange = value?.ownedBy === 'itself' || value?.ownedBy === 'you'
  return (
    <div className="grid grid-cols-1 gap-4">
      <Section
        title={en.control.title}
        trailing={
          canChange && (
            <Button
              size="small"
              icon={<Plus aria-hidden="true" size={16} />}
              disabled={action.busy}
              onClick={() => (inTab ? openTab(`/accounts/${address}`) : setAdding(true))}
              data-testid="add-login"
            >
              {en.control.add}
            </Button>
          )
        }
      >
        <p className="text-sm text-soft">{en.control.lead}</p>
        {action.problem !== undefined && <ProblemNotice problem={action.problem} />}
        {value !== undefined ? (
          <Card flush>
            {value.entries.map((entry) => (
              <ControlRow
                key={`${entry.authMethodType}:${entry.id}`}
                entry={entry}
                {...(canChange &&
                  !entry.isItself && {
                    onRemove: () => (inTab ? openTab(`/accounts/${address}`) : setRemoving(entry)),
                    isLast: logins.length < 2 && controls(entry),
                  })}
              />
            ))}
          </Card>
        ) : problem !== undefined ? (
          <ProblemNotice
            problem={problem}
            actions={
              <Button size="small" onClick={reload}>
                {en.common.retry}
              </Button>
            }
          />
        ) : (
          <Card className="grid gap-3">
            <Skeleton className="h-4 w-40" />
            <Skeleton className="h-4 w-52" />
          </Card>
        )}
        {value !== undefined && <p className="text-sm text-soft">{ownerWords(value)}</p>}
      </Section>
      {value !== undefined && logins.length === 1 && (
        <Notice look="caution">{en.control.onlyOne}</Notice>
      )}
      <AddLoginSheet
        open={adding}
        onClose={() => setAdding(false)}
        onChoose={(way) => {
          setAdding(false)
          void change(async () => call('control.add', { address, way }))
        }}
      />
      <RemoveLoginSheet
        entry={removing}
        onClose={() => setRemoving(undefined)}
        onConfirm={({ authMethodType, id }) => {
          setRemoving(undefined)
          void change(async () =>
            call('control.remove', { address, login: { authMethodType, id } }),
          )
        }}
      />
    </div>
  )
}
