import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import type { ChainView } from '../../../messages/popup/chain-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { useWide } from '../../shell/use-wide.ts'
import { en } from '../../strings/en.ts'
import { buttonClasses } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Page } from '../../ui/page.tsx'
import { Row } from '../../ui/row.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { Section } from '../../ui/section.tsx'
import { Tag } from '../../ui/tag.tsx'
import { ChainDot } from './chain-dot.tsx'
import { chainsFor } from './chains-for.ts'

const hostOf = (url: string | undefined): string => {
  try {
    return url === undefined ? '' : new URL(url).host
  } catch {
    return url ?? ''
  }
}

const Chains = ({ chains }: { readonly chains: readonly ChainView[] }) => (
  <Card flush>
    {chains.map((chain) => (
      <Row
        key={chain.chainId}
        leading={<ChainDot chain={chain} size={30} />}
        title={chain.name}
        note={hostOf(chain.rpcUrls[0])}
        trailing={chain.custom && <Tag>{en.networks.custom}</Tag>}
        to={`/networks/${chain.chainId}`}
      />
    ))}
  </Card>
)

export const NetworksPage = () => {
  const { chains } = useView()
  const wide = useWide()
  const [search, setSearch] = useState('')
  const { main, test } = chainsFor(chains, search)
  return (
    <Page
      title={en.networks.title}
      columns
      lead={en.networks.lead}
      {...(!wide && { back: '/settings' })}
      actions={
        <Link href="/networks/add" className={buttonClasses('secondary', 'small')}>
          <Plus aria-hidden="true" size={16} />
          {en.networks.add}
        </Link>
      }
    >
      <div className="wide:col-span-2 wide:max-w-[420px]">
        <SearchInput label={en.home.searchNetworks} value={search} onChange={setSearch} />
      </div>
      {main.length > 0 && (
        <Section title={en.home.mainNetworks}>
          <Chains chains={main} />
        </Section>
      )}
      {test.length > 0 && (
        <Section title={en.home.testNetworks}>
          <Chains chains={test} />
        </Section>
      )}
      {main.length + test.length === 0 && <p className="text-soft">{en.networks.none}</p>}
    </Page>
  )
}
