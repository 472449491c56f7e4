import type { AccountView } from '../../messages/popup/account-view.ts'
import type { AskedBy } from '../approvals/approval.ts'
import type { Approvals } from '../approvals/approvals.ts'
import type { ApprovalKind } from '../approvals/kind.ts'
import type { AddChainBody } from '../approvals/kinds/add-chain.ts'
import type { CallsBody } from '../approvals/kinds/calls.ts'
import type { ConnectBody } from '../approvals/kinds/connect.ts'
import type { MessageBody } from '../approvals/kinds/message.ts'
import type { Review } from '../approvals/kinds/review.ts'
import type { SwitchChainBody } from '../approvals/kinds/switch-chain.ts'
import type { TransactionBody } from '../approvals/kinds/transaction.ts'
import type { TypedDataV1Body } from '../approvals/kinds/typed-data-v1.ts'
import type { TypedDataBody } from '../approvals/kinds/typed-data.ts'
import type { WatchAssetBody } from '../approvals/kinds/watch-asset.ts'
import type { Chains } from '../chains/chains.ts'
import type { Parts } from '../parts.ts'
import type { Sites } from '../sites/sites.ts'
import type { Transactions } from '../transactions/transactions.ts'
import type { Subscriptions } from './subscriptions/subscriptions.ts'

/** What people are asked, by the name that methods know it under. */
export type Kinds = {
  readonly connect: ApprovalKind<ConnectBody>
  readonly switchChain: ApprovalKind<SwitchChainBody>
  readonly addChain: ApprovalKind<AddChainBody>
  readonly watchAsset: ApprovalKind<WatchAssetBody>
  readonly message: ApprovalKind<MessageBody>
  readonly typedData: ApprovalKind<TypedDataBody>
  readonly typedDataV1: ApprovalKind<TypedDataV1Body>
  readonly transaction: ApprovalKind<TransactionBody>
  readonly calls: ApprovalKind<CallsBody>
}

/** What methods work with. */
export type MethodParts = {
  readonly parts: Pick<Parts, 'fetch' | 'random'>
  readonly chains: Chains
  readonly sites: Sites
  readonly accounts: {
    all(): readonly AccountView[]
    find(address: string): AccountView | undefined
    readonly selected: string | undefined
  }
  readonly sessions: { readonly state: 'none' | 'locked' | 'open' }
  readonly approvals: Pick<Approvals, 'ask' | 'answer' | 'knows' | 'rejectAll'>
  readonly transactions: Pick<Transactions, 'all' | 'refresh'>
  readonly kinds: Kinds
  readonly review: Review
}

/** One request: who asks, and by what. */
export type MethodContext = MethodParts & {
  readonly by: AskedBy
  /** Perhaps asked before, of a worker that was stopped. */
  readonly again: boolean
  readonly subscriptions: Subscriptions
  /** Whether the page is still there to be answered, and may still ask. */
  readonly isHere: () => boolean
  /** A page of the wallet, in front of the person. */
  readonly showWallet: (path: string) => Promise<void>
  /** When the wallet is open the next time. */
  readonly whenOpen: () => Promise<void>
}

/** A method of the provider; it throws `RpcError`, and anything else is a fault of ours. */
export type Method = (context: MethodContext, params: unknown) => Promise<unknown>
