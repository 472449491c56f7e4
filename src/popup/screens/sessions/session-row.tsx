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
    <div data-testid="session-row" className="flex items-start gap-3 px-4 py-3">
      <span className="mt-0.5 flex size-9 shrink-0 items-center justify-center rounded-md bg-sunk text-soft">
        <MonitorSmartphone aria-hidden="true" size={18} />
      </span>
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {current ? en.sessions.current : en.sessions.other}
          {current && <Tag look="good">{en.control.you}</Tag>}
          {ended && <Tag>{en.sessions.ended}</Tag>}
        </p>
        <p className="text-sm">
          {en.sessions.may} {may}
        </p>
        <p className="text-sm text-soft">
          {en.sessions.since} <TimeAgo at={issuedAt * 1000} />
          {!ended && (
            <>
              {', '}
              {en.sessions.until} <TimeAgo at={expiresAt * 1000} />
            </>
          )}
          <br />
          {en.sessions.signatures(signatures)}
          {lastUsedAt !== undefined && (
            <>
              {', '}
              {en.sessions.lastUsed} <TimeAgo at={lastUsedAt * 1000} />
            </>
          )}
        </p>
      </div>
      {onEnd !== undefined && (
        <Button size="small" onClick={onEnd} data-testid="end-session">
          {en.sessions.end}
        </Button>
      )}
    </div>
  )
}
