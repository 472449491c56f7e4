import { approvals } from '../../strings/en/approvals.ts'
import { Amount } from '../../ui/amount.tsx'
import { Fact, Facts } from '../parts/facts.tsx'
import { Honest } from '../parts/honest.tsx'
import { LongValue } from '../parts/long-value.tsx'
import { Party } from '../parts/party.tsx'
import type { ActionFactsProps } from './action-place.ts'

const words = approvals.actions

/** A call that the wallet has no words for: its name and arguments, if the table knows them. */
export const CallFacts = ({ action, place }: ActionFactsProps<'call'>) => (
  <Facts>
    {action.amount !== '0' && (
      <Fact label={words.pays}>
        <Amount
          value={action.amount}
          decimals={place.coin.decimals}
          symbol={place.coin.symbol}
          exact
        />
      </Fact>
    )}
    <Fact label={words.contract} stacked>
      <Party address={action.contract} self={place.account} />
    </Fact>
    {action.signature === undefined ? (
      <Fact label={words.selector}>
        <span className="font-mono text-sm">{action.selector}</span>
      </Fact>
    ) : (
      <Fact label={words.function} stacked>
        <span className="font-mono text-sm">
          <Honest text={action.signature} />
        </span>
        <span className="block text-sm text-soft">{words.functionNote}</span>
      </Fact>
    )}
    {action.arguments?.map(({ name, type, value }, at) => (
      // Arguments may share a name; their place is what tells them apart.
      // oxlint-disable-next-line react/no-array-index-key
      <Fact key={at} stacked label={<Honest text={name === '' ? type : `${name} (${type})`} />}>
        <LongValue text={value} />
      </Fact>
    ))}
  </Facts>
)
