import { Coins, QrCode as QrIcon } from 'lucide-react'
import { useState } from 'react'
import type { AccountView } from '../../../messages/popup/account-view.ts'
import type { ChainView } from '../../../messages/popup/chain-view.ts'
import { useAnswer } from '../../connection/use-answer.ts'
import { useView } from '../../connection/worker-context.ts'
import { lazyPage } from '../../shell/lazy-page.ts'
import { en } from '../../strings/en.ts'
import { Address } from '../../ui/address.tsx'
import { Amount } from '../../ui/amount.tsx'
import { Button, buttonClasses } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useNow } from '../../ui/use-now.ts'
import { FaucetButton } from './faucet-button.tsx'

const ReceiveSheet = lazyPage(async () => (await import('./receive-sheet.tsx')).ReceiveSheet)

type BalanceCardProps = { readonly account: AccountView; readonly chain: ChainView }

const often = 12_000

/** What the account holds, and the first things to do with it. */
export const BalanceCard = ({ account, chain }: BalanceCardProps) => {
  const { nodeSet } = useView()
  const { address } = account
  const now = useNow(often)
  const { value, problem, reload } = useAnswer(
    'account.balance',
    { address, chainId: chain.chainId },
    now,
  )
  const [receiving, setReceiving] = useState(false)
  const empty = value?.wei === '0'
  const hasFaucet = chain.devnet && nodeSet.hasRelay
  return (
    <Card className="grid grid-cols-1 justify-items-center gap-4 px-4 pt-6 pb-4 text-center wide:pt-10">
      <div className="grid min-h-[74px] justify-items-center gap-1.5">
        <p className="sr-only">{en.home.balance}</p>
        {value !== undefined ? (
          <p data-testid="balance" data-wei={value.wei}>
            <Amount
              value={value.wei}
              decimals={chain.currency.decimals}
              symbol={chain.currency.symbol}
              large
            />
          </p>
        ) : problem === undefined ? (
          <Skeleton className="my-1 h-10 w-40" />
        ) : (
          <p className="py-3 text-soft">{en.home.noBalance}</p>
        )}
        <Address address={address} testId="account-address" />
      </div>
      {value === undefined && problem !== undefined && (
        <div className="grid justify-items-center gap-2 text-sm text-soft">
          <p>{en.problems[problem.code].body}</p>
          <Button size="small" onClick={reload}>
            {en.common.retry}
          </Button>
        </div>
      )}
      {empty && <p className="text-soft">{en.home.emptyBody(chain.name)}</p>}
      <div className="grid w-full max-w-[400px] auto-cols-fr grid-flow-col gap-2">
        <Button
          look="primary"
          icon={<QrIcon aria-hidden="true" size={18} />}
          onClick={() => setReceiving(true)}
          data-testid="receive"
        >
          {en.home.receive}
        </Button>
        {hasFaucet && <FaucetButton address={address} chain={chain} onGiven={reload} />}
        {!hasFaucet && chain.testnet && chain.faucetUrl !== undefined && (
          <a
            href={chain.faucetUrl}
            target="_blank"
            rel="noreferrer"
            title={en.home.faucetLinkNote(chain.name)}
            data-testid="faucet-link"
            className={buttonClasses()}
          >
            <Coins aria-hidden="true" size={18} />
            {en.home.faucetLink}
          </a>
        )}
      </div>
      {receiving && (
        <ReceiveSheet open onClose={() => setReceiving(false)} account={account} chain={chain} />
      )}
    </Card>
  )
}
