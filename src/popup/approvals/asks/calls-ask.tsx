import type { TransactionView } from '../../../messages/popup/approval-view.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { ActionFacts } from '../actions/action-facts.tsx'
import { actionTitle } from '../actions/action-title.ts'
import { Outcome } from '../actions/outcome.tsx'
import { FeeCard } from '../fees/fee-card.tsx'
import { Raw } from '../parts/raw.tsx'
import { useNames } from '../parts/use-names.ts'
import type { AskProps } from './ask-props.ts'
import { rawTransaction } from './raw-transaction.ts'

const words = approvals.calls

const sum = (amounts: readonly string[]): string =>
  String(amounts.reduce((all, amount) => all + BigInt(amount), 0n))

/** Several transactions with one answer, each looked at for itself. */
export const CallsAsk = ({ ask, choose, still }: AskProps<'calls'>) => {
  const coin = useNames().coin(ask.chainId)
  const [first] = ask.calls
  const ready = ask.calls.every((call) => call.ready)
  return (
    <>
      <p className="text-soft">{words.lead}</p>
      <ol className="grid gap-6">
        {ask.calls.map((call, at) => (
          // Calls keep their places: they are sent in this order.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} className="grid gap-3">
            <h2 className="font-semibold">
              <span className="block text-sm font-normal text-soft">
                {words.one(at + 1, ask.calls.length)}
              </span>
              {actionTitle(call.action, coin)}
            </h2>
            <OneCall call={call} at={at} choose={choose} still={still} coin={coin} />
          </li>
        ))}
      </ol>
      {ask.calls.some(({ simulation }) => simulation.state === 'known') && (
        <p className="text-sm text-soft">{approvals.outcome.viaEach}</p>
      )}
      {first !== undefined && (
        <FeeCard
          fee={first.fee}
          ready={ready}
          coin={coin}
          most={sum(ask.calls.map(({ fee }) => fee.most))}
          about={sum(ask.calls.map(({ fee }) => fee.about))}
          count={ask.calls.length}
          choose={choose}
          disabled={still}
        />
      )}
    </>
  )
}

type OneCallProps = Pick<AskProps, 'choose' | 'still'> & {
  readonly call: TransactionView
  readonly at: number
  readonly coin: { readonly symbol: string; readonly decimals: number }
}

const OneCall = ({ call, at, choose, still, coin }: OneCallProps) => {
  const place = {
    chainId: call.chainId,
    account: call.from,
    coin,
    ...(!still && call.ready && { onCap: async (cap: string) => choose({ caps: { [at]: cap } }) }),
  }
  return (
    <>
      <ActionFacts action={call.action} place={place} />
      <Outcome simulation={call.simulation} coin={coin} alone={false} />
      <Raw parts={rawTransaction(call)} />
    </>
  )
}
