import type { AccountView } from '../../../messages/popup/account-view.ts'
import { en } from '../../strings/en.ts'
import { Address } from '../../ui/address.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { Tag } from '../../ui/tag.tsx'

type SiteAccountProps = {
  readonly account: AccountView
  readonly seen: boolean
  readonly isFirst: boolean
  readonly canHide: boolean
  readonly busy: boolean
  readonly onChange: (seen: boolean) => void
  readonly onFirst: () => void
}

export const SiteAccount = ({
  account: { address, name },
  seen,
  isFirst,
  canHide,
  busy,
  onChange,
  onFirst,
}: SiteAccountProps) => (
  <div className="flex min-h-14 items-center gap-2 px-4 py-2">
    <div className="min-w-0 flex-1">
      <Checkbox
        tall
        checked={seen}
        disabled={busy || (seen && !canHide)}
        onChange={onChange}
        label={
          <span className="flex min-w-0 items-center gap-2.5">
            <Identicon address={address} size={28} />
            <span className="grid min-w-0">
              <span className="truncate font-medium">{name}</span>
              <span className="text-soft">
                <Address address={address} still />
              </span>
            </span>
          </span>
        }
      />
    </div>
    {isFirst ? (
      <Tag look="accent">{en.sites.first}</Tag>
    ) : (
      seen && (
        <Button size="small" look="quiet" disabled={busy} onClick={onFirst}>
          {en.sites.makeFirst}
        </Button>
      )
    )}
  </div>
)
