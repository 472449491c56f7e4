import type { Accounts } from './accounts/accounts.ts'
import { anyKind, type AnyKind } from './approvals/any-kind.ts'
import { addChainKind } from './approvals/kinds/add-chain.ts'
import { callsKind } from './approvals/kinds/calls.ts'
import { connectKind } from './approvals/kinds/connect.ts'
import { messageKind } from './approvals/kinds/message.ts'
import type { Review } from './approvals/kinds/review.ts'
import { switchChainKind } from './approvals/kinds/switch-chain.ts'
import { transactionKind } from './approvals/kinds/transaction.ts'
import { typedDataV1Kind } from './approvals/kinds/typed-data-v1.ts'
import { typedDataKind } from './approvals/kinds/typed-data.ts'
import { watchAssetKind } from './approvals/kinds/watch-asset.ts'
import type { Chains } from './chains/chains.ts'
import type { Kinds } from './methods/method.ts'
import type { Signing } from './signing/signing.ts'
import type { Sites } from './sites/sites.ts'
import type { Tokens } from './tokens/tokens.ts'
import type { Transactions } from './transactions/transactions.ts'

/** Everything that people can be asked. */
export const createKinds = (parts: {
  readonly accounts: Accounts
  readonly chains: Chains
  readonly review: Review
  readonly signing: Signing
  readonly sites: Sites
  readonly tokens: Tokens
  readonly transactions: Transactions
}): Kinds => ({
  connect: connectKind(parts),
  switchChain: switchChainKind(parts),
  addChain: addChainKind(parts),
  watchAsset: watchAssetKind(parts),
  message: messageKind(parts),
  typedData: typedDataKind(parts),
  typedDataV1: typedDataV1Kind(parts),
  transaction: transactionKind(parts),
  calls: callsKind(parts),
})

export const anyKinds = (kinds: Kinds): readonly AnyKind[] => [
  anyKind(kinds.connect),
  anyKind(kinds.switchChain),
  anyKind(kinds.addChain),
  anyKind(kinds.watchAsset),
  anyKind(kinds.message),
  anyKind(kinds.typedData),
  anyKind(kinds.typedDataV1),
  anyKind(kinds.transaction),
  anyKind(kinds.calls),
]
