import { useState } from 'react'
import type { DeviceSession } from '../../../messages/popup/account-view.ts'
import { useAnswer } from '../../connection/use-answer.ts'
import { useCall } from '../../connection/worker-context.ts'
import { useWide } from '../../shell/use-wide.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { ConfirmSheet } from '../../ui/confirm-sheet.tsx'
import { Page } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.ts'
import { SessionRow } from './session-row.tsx'

/** Everywhere the person is signed in, as the nodes have it. */
export const SessionsPage = () => {
  const call = useCall()
  const wide = useWide()
  const { value, problem, reload } = useAnswer('sessions.list', {})
  const [ending, setEnding] = useState<DeviceSession | 'all'>()
  const live = (value ?? [])
    .filter(({ ended }) => !ended)
    .sort(
      (one, other) => Number(other.current) - Number(one.current) || other.issuedAt - one.issuedAt,
    )
  const over = (value ?? []).filter(({ ended }) => ended)
  const one = ending === 'all' ? undefined : ending
  return (
    <Page title={en.sessions.title} lead={en.sessions.lead} {...(!wide && { back: '/settings' })}>
      {problem !== undefined && (
        <ProblemNotice
          problem={problem}
          actions={
            <Button size="small" onClick={reload}>
              {en.common.retry}
            </Button>
          }
        />
      )}
      {value === undefined && problem === undefined && (
        <Card className="grid gap-3">
          <Skeleton className="h-4 w-32" />
          <Skeleton className="h-4 w-56" />
        </Card>
      )}
      {value !== undefined && live.length === 0 && <p className="text-soft">{en.sessions.none}</p>}
      {live.length > 0 && (
        <>
          <Card flush>
            {live.map((session) => (
              <SessionRow key={session.id} session={session} onEnd={() => setEnding(session)} />
            ))}
          </Card>
          <Button look="danger" onClick={() => setEnding('all')} data-testid="end-all-sessions">
            {en.sessions.endAll}
          </Button>
        </>
      )}
      {over.length > 0 && (
        <details className="grid gap-2">
          <summary className="rounded-sm py-1 text-sm font-semibold text-soft">
            {en.sessions.endedHeading(over.length)}
          </summary>
          <Card flush>
            {over.map((session) => (
              <SessionRow key={session.id} session={session} />
            ))}
          </Card>
        </details>
      )}
      <ConfirmSheet
        open={one !== undefined}
        onClose={() => setEnding(undefined)}
        title={en.sessions.endTitle}
        body={one?.current === true ? en.sessions.endCurrentBody : en.sessions.endBody}
        confirm={en.sessions.end}
        work={async () => call('sessions.end', { id: one?.id ?? '' })}
        onDone={() => {
          toast(en.sessions.endedToast)
          reload()
        }}
      />
      <ConfirmSheet
        open={ending === 'all'}
        onClose={() => setEnding(undefined)}
        title={en.sessions.endAllTitle}
        body={en.sessions.endAllBody}
        confirm={en.sessions.endAll}
        work={async () => call('sessions.end-all', {})}
        onDone={() => toast(en.sessions.endedAllToast)}
      />
    </Page>
  )
}
