import { AppWindow } from 'lucide-react'
import { useState } from 'react'
import { useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Card } from '../../ui/card.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { Row } from '../../ui/row.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { SiteIcon } from '../../ui/site-icon.tsx'

const many = 6

/** Who sees which of the accounts. */
export const SitesPage = () => {
  const { sites, chains } = useView()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const found = sites
    .filter(
      ({ origin, title }) =>
        origin.toLowerCase().includes(wanted) || title.toLowerCase().includes(wanted),
    )
    .sort((one, other) => other.connectedAt - one.connectedAt)
  return (
    <Page title={en.sites.title} lead={en.sites.lead}>
      {sites.length === 0 && (
        <Empty icon={<AppWindow size={22} />} title={en.sites.none}>
          {en.sites.noneBody}
        </Empty>
      )}
      {sites.length > many && (
        <SearchInput label={en.sites.search} value={search} onChange={setSearch} />
      )}
      {sites.length > 0 && found.length === 0 && <p className="text-soft">{en.sites.noneFound}</p>}
      {found.length > 0 && (
        <Card flush>
          {found.map(({ origin, icon, accounts, chainId }) => (
            <Row
              key={origin}
              testId="site-row"
              leading={<SiteIcon icon={icon} size={32} />}
              title={origin.replace(/^https:\/\//, '')}
              note={`${en.sites.accounts(accounts.length)} · ${
                chains.find((chain) => chain.chainId === chainId)?.name ?? chainId
              }`}
              to={`/sites/${encodeURIComponent(origin)}`}
            />
          ))}
        </Card>
      )}
    </Page>
  )
}
