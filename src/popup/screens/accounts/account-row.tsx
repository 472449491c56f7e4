import {
  ArrowDown,
  ArrowUp,
  Check,
  Ellipsis,
  Eye,
  EyeOff,
  GripVertical,
  Pencil,
} from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { AccountView } from '../../../messages/popup/account-view.ts'
import { useCall } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Address } from '../../ui/address.tsx'
import { classes } from '../../ui/classes.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { Menu, type MenuEntry } from '../../ui/menu.tsx'
import { AccountTags } from './account-tags.tsx'
import { RenameSheet } from './rename-sheet.tsx'

type AccountRowProps = {
  readonly account: AccountView
  readonly canMove?: boolean
  readonly isFirst?: boolean
  readonly isLast?: boolean
  readonly dragged?: boolean
  readonly onMove?: (by: -1 | 1) => void
  readonly onDrag?: (address: string | undefined) => void
  readonly onDrop?: () => void
}

/** One account; moved by its handle, with the arrow keys, or from its menu. */
export const AccountRow = ({
  account,
  canMove = false,
  isFirst = false,
  isLast = false,
  dragged = false,
  onMove,
  onDrag,
  onDrop,
}: AccountRowProps) => {
  const call = useCall()
  const [renaming, setRenaming] = useState(false)
  const { address, name, hidden } = account
  const entries: readonly MenuEntry[] = [
    {
      id: 'use',
      label: en.accounts.use,
      icon: <Check size={16} />,
      onPress: () => void call('account.select', { address }).catch(() => {}),
    },
    {
      id: 'rename',
      label: en.accounts.rename,
      icon: <Pencil size={16} />,
      onPress: () => setRenaming(true),
    },
    ...(canMove
      ? [
          {
            id: 'up',
            label: en.accounts.moveUp,
            icon: <ArrowUp size={16} />,
            disabled: isFirst,
            onPress: () => onMove?.(-1),
          },
          {
            id: 'down',
            label: en.accounts.moveDown,
            icon: <ArrowDown size={16} />,
            disabled: isLast,
            onPress: () => onMove?.(1),
          },
        ]
      : []),
    {
      id: 'hide',
      label: hidden ? en.accounts.show : en.accounts.hide,
      icon: hidden ? <Eye size={16} /> : <EyeOff size={16} />,
      onPress: () => void call('account.hide', { address, hidden: !hidden }).catch(() => {}),
    },
  ]
  return (
    <div
      data-testid="account-row"
      data-address={address}
      draggable={canMove}
      onDragStart={() => onDrag?.(address)}
      onDragEnd={() => onDrag?.(undefined)}
      onDragOver={(event) => canMove && event.preventDefault()}
      onDrop={onDrop}
      className={classes(
        'flex items-center gap-1 pr-2',
        canMove ? 'pl-1' : 'pl-4',
        dragged && 'opacity-40',
      )}
    >
      {canMove && (
        <button
          type="button"
          aria-label={en.accounts.move(name)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
            event.preventDefault()
            onMove?.(event.key === 'ArrowUp' ? -1 : 1)
          }}
          className="flex h-9 w-6 shrink-0 cursor-grab items-center justify-center rounded-sm text-soft hover:text-ink"
        >
          <GripVertical aria-hidden="true" size={16} />
        </button>
      )}
      <Link
        href={`/accounts/${address}`}
        draggable={false}
        className="flex min-h-16 min-w-0 flex-1 items-center gap-3 rounded-md py-2 pr-1 focus-visible:-outline-offset-2"
      >
        <Identicon address={address} />
        <span className="grid min-w-0 flex-1 gap-0.5">
          <span className="flex min-w-0 items-center gap-2">
            <span className="truncate font-medium">{name}</span>
            <AccountTags account={account} />
          </span>
          <span className="text-soft">
            <Address address={address} still />
          </span>
        </span>
      </Link>
      <Menu
        trigger={<IconButton label={en.accounts.options(name)} icon={<Ellipsis size={18} />} />}
        entries={entries}
      />
      <RenameSheet account={account} open={renaming} onClose={() => setRenaming(false)} />
    </div>
  )
}
