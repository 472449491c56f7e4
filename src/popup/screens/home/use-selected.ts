import type { AccountView } from '../../../messages/popup/account-view.ts'
import type { ChainView } from '../../../messages/popup/chain-view.ts'
import { useView } from '../../connection/worker-context.ts'

const same = (one: string, other: string | undefined): boolean =>
  one.toLowerCase() === other?.toLowerCase()

/** The account and the network that the wallet's own pages are about. */
export const useSelected = (): {
  readonly account: AccountView | undefined
  readonly chain: ChainView | undefined
} => {
  const { accounts, selected, chains, chainId } = useView()
  return {
    account: accounts.find(({ address }) => same(address, selected)) ?? accounts[0],
    chain: chains.find((chain) => chain.chainId === chainId) ?? chains[0],
  }
}
