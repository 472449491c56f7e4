import { CircleHelp, OctagonAlert } from 'lucide-react'
import type { BalanceChange, Simulation } from '../../../messages/popup/action.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Amount } from '../../ui/amount.tsx'
import { Card } from '../../ui/card.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Honest } from '../parts/honest.tsx'
import { plainName } from '../parts/plain-name.ts'
import { tokenName } from '../parts/symbol-of.ts'
import { TokenAmount } from '../parts/token-amount.tsx'

const words = approvals.outcome

type Coin = { readonly symbol: string; readonly decimals: number }

type OutcomeProps = {
  readonly simulation: Simulation
  readonly coin: Coin
  /** Says how it is known; of several, that is said once. */
  readonly alone?: boolean
}

/** What a trial run says: what comes and goes, or honestly that nobody knows. */
export const Outcome = ({ simulation, coin, alone = true }: OutcomeProps) => (
  <Section
    title={words.title}
    note={
      alone && simulation.state === 'known' && simulation.reverts === undefined
        ? words.via[simulation.via]
        : undefined
    }
  >
    <Card className="px-3.5 py-2.5" data-testid="outcome" data-state={simulation.state}>
      <OutcomeWords simulation={simulation} coin={coin} />
    </Card>
  </Section>
)

const OutcomeWords = ({ simulation, coin }: OutcomeProps) => {
  if (simulation.state === 'running') {
    return (
      <div className="flex items-center gap-3 text-soft">
        <Skeleton className="h-5 w-24" />
        {words.running}
      </div>
    )
  }
  if (simulation.state === 'unknown') {
    return (
      <div className="flex gap-2.5">
        <CircleHelp aria-hidden="true" size={18} className="mt-px shrink-0 text-caution" />
        <div className="min-w-0">
          <p className="font-medium">{words.unknown}</p>
          <p className="text-sm text-soft">{words.unknownWhy}</p>
          {simulation.why !== '' && (
            <details className="mt-1 text-sm text-soft">
              <summary className="rounded-sm">{words.detail}</summary>
              <p className="mt-1 font-mono text-xs">
                <Honest text={simulation.why} />
              </p>
            </details>
          )}
        </div>
      </div>
    )
  }
  if (simulation.reverts !== undefined) {
    return (
      <p className="flex items-center gap-2.5 font-medium">
        <OctagonAlert aria-hidden="true" size={18} className="shrink-0 text-danger" />
        {words.fails}
      </p>
    )
  }
  if (simulation.changes.length === 0) return <p>{words.nothing}</p>
  return (
    <ul className="grid gap-1.5">
      {simulation.changes.map((change) => (
        <li
          key={keyOf(change)}
          className="flex items-baseline justify-between gap-3 text-lg font-medium"
        >
          <Change change={change} coin={coin} />
        </li>
      ))}
    </ul>
  )
}

const keyOf = ({ asset }: BalanceChange): string =>
  asset.kind === 'coin'
    ? 'coin'
    : `${asset.token.address}/${'tokenId' in asset ? asset.tokenId : ''}`

const Change = ({ change, coin }: { readonly change: BalanceChange; readonly coin: Coin }) => {
  const { asset, delta } = change
  if (asset.kind === 'coin') {
    return <Amount value={delta} decimals={coin.decimals} symbol={coin.symbol} signed />
  }
  if (asset.kind === 'ERC20') {
    return <TokenAmount amount={delta} token={asset.token} signed />
  }
  return (
    <Amount
      value={delta}
      decimals={0}
      symbol={words.piece(tokenName(asset.token), plainName(asset.tokenId, 14))}
      signed
    />
  )
}
