import type { Ask } from '../../../messages/popup/approval-view.ts'
import { AddChainAsk } from './add-chain-ask.tsx'
import type { AskProps } from './ask-props.ts'
import { CallsAsk } from './calls-ask.tsx'
import { ConnectAsk } from './connect-ask.tsx'
import { MessageAsk } from './message-ask.tsx'
import { SwitchChainAsk } from './switch-chain-ask.tsx'
import { TransactionAsk } from './transaction-ask.tsx'
import { TypedDataAsk } from './typed-data-ask.tsx'
import { TypedDataV1Ask } from './typed-data-v1-ask.tsx'
import { WatchAssetAsk } from './watch-asset-ask.tsx'

type AskBodyProps = Omit<AskProps, 'ask'> & {
  readonly ask: Ask
  readonly accounts: readonly string[]
  readonly onAccounts: (accounts: readonly string[]) => void
}

/** What is asked, by its kind. */
export const AskBody = ({ ask, accounts, onAccounts, ...rest }: AskBodyProps) => {
  switch (ask.kind) {
    case 'connect':
      return <ConnectAsk ask={ask} chosen={accounts} onChosen={onAccounts} {...rest} />
    case 'add-chain':
      return <AddChainAsk ask={ask} {...rest} />
    case 'switch-chain':
      return <SwitchChainAsk ask={ask} {...rest} />
    case 'watch-asset':
      return <WatchAssetAsk ask={ask} {...rest} />
    case 'message':
      return <MessageAsk ask={ask} {...rest} />
    case 'typed-data':
      return <TypedDataAsk ask={ask} {...rest} />
    case 'typed-data-v1':
      return <TypedDataV1Ask ask={ask} {...rest} />
    case 'transaction':
      return <TransactionAsk ask={ask} {...rest} />
    default:
      return <CallsAsk ask={ask} {...rest} />
  }
}
