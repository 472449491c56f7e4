import { ActionFacts } from '../actions/action-facts.tsx'
import { Outcome } from '../actions/outcome.tsx'
import { FeeCard } from '../fees/fee-card.tsx'
import { Raw } from '../parts/raw.tsx'
import { useNames } from '../parts/use-names.ts'
import type { AskProps } from './ask-props.ts'
import { rawTransaction } from './raw-transaction.ts'

/** One transaction: what it does, what comes of it, what it costs, and all of it. */
export const TransactionAsk = ({ ask, choose, still }: AskProps<'transaction'>) => {
  const { transaction } = ask
  const coin = useNames().coin(transaction.chainId)
  const { fee, ready, nonce } = transaction
  const place = {
    chainId: transaction.chainId,
    account: transaction.from,
    coin,
    ...(!still && ready && { onCap: async (cap: string) => choose({ caps: { 0: cap } }) }),
  }
  const facts = <ActionFacts action={transaction.action} place={place} />
  // Of what has no words of its own, what comes of it says the most.
  const isTold = transaction.action.kind !== 'call' && transaction.action.kind !== 'batch'
  return (
    <>
      {isTold && facts}
      <Outcome simulation={transaction.simulation} coin={coin} />
      {!isTold && facts}
      <FeeCard
        fee={fee}
        ready={ready}
        coin={coin}
        most={fee.most}
        about={fee.about}
        nonce={nonce}
        choose={choose}
        disabled={still}
      />
      <Raw parts={rawTransaction(transaction)} />
    </>
  )
}
