import { MonitorSmartphone } from 'lucide-react'
import type { DeviceSession } from '../../../messages/popup/account-view.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Tag } from '../../ui/tag.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'

type SessionRowProps = { readonly session: DeviceSession; readonly onEnd?: () => void }

/** One device: what it may do, since when, until when. */
export const SessionRow = ({ session, onEnd }: SessionRowProps) => {
  const { abilities, current, ended, issuedAt, expiresAt, lastUsedAt, signatures } = session
  const may = abilities.map((ability) => en.sessions.abilities[ability] ?? ability).join('; ')
  return (
    <div data-testid="session-row" className="grid grid-cols-1 gap-2 px-4 py-3">
      <div className="flex items-center gap-3">
        <span className="flex size-9 shrink-0 items-center justify-center rounded-md bg-sunk text-soft">
          <MonitorSmartphone aria-hidden="true" size={18} />
        </span>
        <p className="flex min-w-0 flex-1 flex-wrap items-center gap-2 font-medium">
          {current ? en.sessions.current : en.sessions.other}
          {current && <Tag look="good">{en.sessions.inUse}</Tag>}
          {ended && <Tag>{en.sessions.ended}</Tag>}
        </p>
        {onEnd !== undefined && (
          <Button size="small" onClick={onEnd} data-testid="end-session">
            {en.sessions.end}
          </Button>
        )}
      </div>
      <div className="grid gap-0.5 text-sm wide:pl-12">
        <p>
          {en.sessions.may} {may}.
        </p>
        <p className="text-soft">
          {en.sessions.since} <TimeAgo at={issuedAt * 1000} />
          {!ended && (
            <>
              {', '}
              {en.sessions.until} <TimeAgo at={expiresAt * 1000} />
            </>
          )}
          {'. '}
          {en.sessions.signatures(signatures)}
          {lastUsedAt !== undefined && (
            <>
              {', '}
              {en.sessions.lastUsed} <TimeAgo at={lastUsedAt * 1000} />
            </>
          )}
          .
        </p>
      </div>
    </div>
  )
}
