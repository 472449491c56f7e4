import type { TokenRef } from '../../../messages/popup/action.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Fact } from '../parts/facts.tsx'
import { Party } from '../parts/party.tsx'
import { plainName } from '../parts/plain-name.ts'
import { symbolOf } from '../parts/symbol-of.ts'

/** Which token it really is: names can be chosen by anybody, contracts cannot. */
export const TokenFact = ({ token }: { readonly token: TokenRef }) => (
  <Fact label={approvals.actions.tokenContract} stacked>
    <Party
      address={token.address}
      name={
        token.symbol === undefined
          ? approvals.actions.unknownToken
          : token.name === undefined
            ? symbolOf(token)
            : `${plainName(token.name, 32)} (${symbolOf(token)})`
      }
    />
  </Fact>
)
