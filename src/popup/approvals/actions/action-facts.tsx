import { approvals } from '../../strings/en/approvals.ts'
import { Amount } from '../../ui/amount.tsx'
import { Fact, Facts } from '../parts/facts.tsx'
import { Honest } from '../parts/honest.tsx'
import { Party } from '../parts/party.tsx'
import { TokenAmount } from '../parts/token-amount.tsx'
import type { ActionFactsProps, ActionPlace } from './action-place.ts'
import { AllowanceFact } from './allowance-fact.tsx'
import { ApproveFacts } from './approve-facts.tsx'
import { BatchFacts } from './batch-facts.tsx'
import { CallFacts } from './call-facts.tsx'
import { TokenFact } from './token-fact.tsx'

const words = approvals.actions

/** Everything that a call does, as far as it is understood. */
export const ActionFacts = ({ action, place }: ActionFactsProps) => {
  switch (action.kind) {
    case 'send-coins':
      return (
        <Facts>
          <Fact label={words.amount}>
            <Coins amount={action.amount} place={place} />
          </Fact>
          <Fact label={words.to} stacked>
            <Party address={action.to} self={place.account} />
          </Fact>
        </Facts>
      )
    case 'send-token':
      return <SendToken action={action} place={place} />
    case 'approve':
      return (
        <ApproveFacts action={action} place={place}>
          <AllowanceFact action={action} place={place} />
        </ApproveFacts>
      )
    case 'approve-nft':
    case 'approve-all':
      return (
        <Facts>
          <Fact label={words.operator} stacked>
            <Party
              address={action.kind === 'approve-nft' ? action.spender : action.operator}
              self={place.account}
            />
          </Fact>
          {action.kind === 'approve-nft' && (
            <Fact label={words.tokenId}>
              <Honest text={`#${action.tokenId}`} />
            </Fact>
          )}
          <TokenFact token={action.token} />
        </Facts>
      )
    case 'wrap':
    case 'unwrap':
      return (
        <Facts>
          <Fact label={words.amount}>
            {action.kind === 'wrap' ? (
              <Coins amount={action.amount} place={place} />
            ) : (
              <TokenAmount amount={action.amount} token={action.token} />
            )}
          </Fact>
          <TokenFact token={action.token} />
        </Facts>
      )
    case 'deploy':
      return (
        <Facts>
          <Fact label={words.size}>{words.bytes(action.bytes)}</Fact>
          {action.amount !== '0' && (
            <Fact label={words.pays}>
              <Coins amount={action.amount} place={place} />
            </Fact>
          )}
        </Facts>
      )
    case 'call':
      return <CallFacts action={action} place={place} />
    default:
      return (
        <BatchFacts
          action={action}
          place={place}
          show={(one, inside) => <ActionFacts action={one} place={inside} />}
        />
      )
  }
}

const Coins = ({ amount, place }: { readonly amount: string; readonly place: ActionPlace }) => (
  <Amount value={amount} decimals={place.coin.decimals} symbol={place.coin.symbol} exact />
)

const SendToken = ({ action, place }: ActionFactsProps<'send-token'>) => (
  <Facts>
    {(action.standard !== 'ERC721' || action.tokenId === undefined) && (
      <Fact label={words.amount}>
        <TokenAmount amount={action.amount} token={action.token} />
      </Fact>
    )}
    {action.tokenId !== undefined && (
      <Fact label={words.tokenId}>
        <Honest text={`#${action.tokenId}`} />
      </Fact>
    )}
    {action.from.toLowerCase() !== place.account.toLowerCase() && (
      <Fact label={words.from} stacked>
        <Party address={action.from} self={place.account} />
      </Fact>
    )}
    <Fact label={words.to} stacked>
      <Party address={action.to} self={place.account} />
    </Fact>
    <TokenFact token={action.token} />
  </Facts>
)
