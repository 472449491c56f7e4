import { Ban, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useCall, useView } from '../../connection/worker-context.ts'
import { useWide } from '../../shell/use-wide.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Empty } from '../../ui/empty.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { OriginBadge } from '../../ui/origin-badge.tsx'
import { Page } from '../../ui/page.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { toast } from '../../ui/toast.ts'
import { BlockSheet } from './block-sheet.tsx'
import { HostListSection } from './host-list-section.tsx'

const many = 6

/** Sites that get no answer, and the list that the wallet warns by. */
export const BlockedPage = () => {
  const { hosts } = useView().blocked
  const call = useCall()
  const wide = useWide()
  const [search, setSearch] = useState('')
  const [adding, setAdding] = useState(false)
  const found = hosts.filter((host) => host.includes(search.trim().toLowerCase()))
  const lift = (host: string): void => {
    call('site.unblock', { host }).then(
      () => toast(en.blocked.lifted),
      () => toast(en.problems.unexpected.title, 'danger'),
    )
  }
  return (
    <Page
      title={en.blocked.title}
      lead={en.blocked.lead}
      {...(!wide && { back: '/settings' })}
      actions={
        <Button
          size="small"
          icon={<Plus aria-hidden="true" size={16} />}
          onClick={() => setAdding(true)}
          data-testid="block-a-site"
        >
          {en.blocked.add}
        </Button>
      }
    >
      {hosts.length === 0 && (
        <Empty icon={<Ban size={22} />} title={en.blocked.none}>
          {en.blocked.noneBody}
        </Empty>
      )}
      {hosts.length > many && (
        <SearchInput label={en.blocked.search} value={search} onChange={setSearch} />
      )}
      {hosts.length > 0 && found.length === 0 && (
        <p className="text-soft">{en.blocked.noneFound}</p>
      )}
      {found.length > 0 && (
        <Card flush>
          {found.map((host) => (
            <div
              key={host}
              data-testid="blocked-site"
              className="flex min-h-14 items-center justify-between gap-3 py-2 pr-2 pl-4"
            >
              <OriginBadge origin={`https://${host}`} />
              <IconButton
                label={en.blocked.lift(host)}
                icon={<Trash2 size={16} />}
                onClick={() => lift(host)}
              />
            </div>
          ))}
        </Card>
      )}
      <HostListSection />
      <BlockSheet open={adding} onClose={() => setAdding(false)} />
    </Page>
  )
}
