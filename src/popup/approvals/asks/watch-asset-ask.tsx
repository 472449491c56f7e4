import { approvals } from '../../strings/en/approvals.ts'
import { Fact, Facts } from '../parts/facts.tsx'
import { Honest } from '../parts/honest.tsx'
import { Party } from '../parts/party.tsx'
import type { AskProps } from './ask-props.ts'

const words = approvals.asset

/** A token that a site wants to be shown. */
export const WatchAssetAsk = ({ ask }: AskProps<'watch-asset'>) => (
  <>
    <p className="text-soft">{words.lead}</p>
    <Facts>
      <Fact label={words.symbol}>
        <span className="text-lg font-semibold">
          <Honest text={ask.symbol} />
        </span>
      </Fact>
      <Fact label={words.standard}>{words.standards[ask.standard]}</Fact>
      {ask.standard === 'ERC20' && <Fact label={words.decimals}>{ask.decimals}</Fact>}
      {ask.tokenId !== undefined && (
        <Fact label={approvals.actions.tokenId}>
          <Honest text={`#${ask.tokenId}`} />
        </Fact>
      )}
      <Fact label={approvals.actions.tokenContract} stacked>
        <Party address={ask.address} />
      </Fact>
    </Facts>
  </>
)
