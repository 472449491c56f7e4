import type { ChainView } from '../../../messages/popup/chain-view.ts'

/** Where a network's explorer shows a transaction, if it has one. */
export const transactionUrl = (
  chain: Pick<ChainView, 'explorerUrl'> | undefined,
  hash: string,
): string | undefined => {
  const explorer = chain?.explorerUrl
  if (explorer === undefined || !/^https?:/.test(explorer)) return undefined
  return `${explorer.replace(/\/+$/, '')}/tx/${hash}`
}
