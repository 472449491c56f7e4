import { Trash2 } from 'lucide-react'
import type { ControlEntry } from '../../../messages/popup/account-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { Tag } from '../../ui/tag.tsx'
import { isLogin } from './is-login.ts'
import { LoginIcon } from './login-icon.tsx'

type ControlRowProps = {
  readonly entry: ControlEntry
  readonly onRemove?: () => void
  /** Nobody can use the account without it. */
  readonly isLast?: boolean
}

const scopeWords = ({ scopes }: ControlEntry): string =>
  scopes.includes('anything')
    ? en.control.scopes.anything
    : scopes.includes('messages')
      ? en.control.scopes.messages
      : en.control.scopes.none

/** One of those who may use an account, and for what. */
export const ControlRow = ({ entry, onRemove, isLast = false }: ControlRowProps) => {
  const { login } = useView()
  const { kind, label, isMine, isItself, id } = entry
  return (
    <div data-testid="control-entry" className="flex min-h-16 items-center gap-3 px-4 py-2.5">
      {isItself ? <Identicon address={id} /> : <LoginIcon kind={kind} />}
      <span className="grid min-w-0 flex-1 gap-0.5">
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate font-medium">{isItself ? en.control.itself : label}</span>
          {isLogin(entry, login) ? (
            <Tag look="accent">{en.control.you}</Tag>
          ) : (
            isMine && !isItself && <Tag>{en.control.yours}</Tag>
          )}
        </span>
        <span className="text-sm text-soft">
          {isItself
            ? en.control.itselfNote
            : `${label === en.control.kinds[kind] ? '' : `${en.control.kinds[kind]}, `}${scopeWords(entry)}`}
        </span>
      </span>
      {onRemove !== undefined && (
        <IconButton
          label={isLast ? en.control.lastOne : `${en.control.remove} ${label}`}
          icon={<Trash2 size={17} />}
          disabled={isLast}
          onClick={onRemove}
          data-testid="remove-login"
        />
      )}
    </div>
  )
}
