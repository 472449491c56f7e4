import { WalletProblem } from '../../problem.ts'
import type { Transactions } from '../../transactions/transactions.ts'

type Nonce = {
  readonly chainId: string
  readonly account: string
  readonly nonce: number
  readonly mayReplace: boolean
  readonly prepareAnew: () => Promise<void>
}

/** Before anything is signed: with a nonce that somebody has taken, it is prepared and shown anew. */
export const requireFree = async (
  { transactions }: { readonly transactions: Transactions },
  { chainId, account, nonce, mayReplace, prepareAnew }: Nonce,
): Promise<void> => {
  if (await transactions.isNonceFree(account, chainId, nonce, { mayReplace })) return
  await prepareAnew()
  throw takenProblem()
}

export const takenProblem = (): WalletProblem =>
  new WalletProblem(
    'changed-meanwhile',
    'another transaction of this account was faster: this one was prepared anew, look at it again',
  )
