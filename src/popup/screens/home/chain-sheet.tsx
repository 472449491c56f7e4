import { Check, Search } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { ChainView } from '../../../messages/popup/chain-view.ts'
import { useCall, useView } from '../../connection/worker-context.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Row } from '../../ui/row.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { Section } from '../../ui/section.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { ChainDot } from '../networks/chain-dot.tsx'
import { chainsFor } from '../networks/chains-for.ts'

type ChainSheetProps = { readonly open: boolean; readonly onClose: () => void }

const many = 8

/** To another network, without leaving the page. */
export const ChainSheet = ({ open, onClose }: ChainSheetProps) => {
  const { chains, chainId } = useView()
  const call = useCall()
  const [, navigate] = useLocation()
  const [search, setSearch] = useState('')
  const { main, test } = chainsFor(chains, search)
  const choose = (chain: ChainView): void => {
    call('chain.select', { chainId: chain.chainId }).catch(() => {})
    setSearch('')
    onClose()
  }
  const list = (shown: readonly ChainView[]) => (
    <Card flush>
      {shown.map((chain) => (
        <Row
          key={chain.chainId}
          leading={<ChainDot chain={chain} size={28} />}
          title={chain.name}
          current={chain.chainId === chainId}
          testId={`network-${chain.chainId}`}
          trailing={
            chain.chainId === chainId ? (
              <Check aria-hidden="true" size={18} className="text-accent" />
            ) : (
              chain.currency.symbol
            )
          }
          onPress={() => choose(chain)}
        />
      ))}
    </Card>
  )
  return (
    <Sheet
      open={open}
      onClose={onClose}
      title={en.home.chooseNetwork}
      actions={<Button onClick={() => navigate('/networks')}>{en.home.manageNetworks}</Button>}
    >
      {chains.length > many && (
        <SearchInput
          label={en.home.searchNetworks}
          value={search}
          onChange={setSearch}
          icon={<Search size={16} />}
        />
      )}
      {main.length > 0 && <Section title={en.home.mainNetworks}>{list(main)}</Section>}
      {test.length > 0 && <Section title={en.home.testNetworks}>{list(test)}</Section>}
      {main.length + test.length === 0 && <p className="text-soft">{en.home.noNetworks}</p>}
    </Sheet>
  )
}
