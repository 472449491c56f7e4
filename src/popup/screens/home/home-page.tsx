import { useView } from '../../connection/worker-context.ts'
import { useWide } from '../../shell/use-wide.ts'
import { en } from '../../strings/en.ts'
import { BalanceCard } from './balance-card.tsx'
import { HolderCard } from './holder-card.tsx'
import { HomeBar } from './home-bar.tsx'
import { HomeNotices } from './home-notices.tsx'
import { SiteCard } from './site-card.tsx'
import { useSelected } from './use-selected.ts'

/** The account that is used now: what it holds, where it is, who holds its key. */
export const HomePage = () => {
  const wide = useWide()
  const { nodeSet, site } = useView()
  const { account, chain } = useSelected()
  if (account === undefined || chain === undefined) return null
  return (
    <>
      <h1 className="sr-only">{en.home.title}</h1>
      <HomeBar account={account} chain={chain} />
      <div className="mx-auto grid w-full max-w-[1060px] content-start gap-3 px-4 pb-6 wide:grid-cols-[minmax(0,1fr)_320px] wide:items-start wide:gap-6 wide:px-8 wide:pt-2">
        <div className="grid min-w-0 gap-3">
          <HomeNotices account={account} />
          <BalanceCard key={account.address} account={account} chain={chain} />
          {!wide && site !== undefined && <SiteCard origin={site} account={account} />}
          {!wide && <HolderCard nodeSet={nodeSet} account={account} />}
        </div>
        {wide && (
          <div className="grid gap-3">
            <HolderCard nodeSet={nodeSet} account={account} large />
          </div>
        )}
      </div>
    </>
  )
}
