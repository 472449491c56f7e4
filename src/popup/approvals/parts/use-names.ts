import { useMemo } from 'react'
import type { AccountView } from '../../../messages/popup/account-view.ts'
import type { ChainView } from '../../../messages/popup/chain-view.ts'
import { useView } from '../../connection/worker-context.ts'
import { approvals } from '../../strings/en/approvals.ts'

export type Names = {
  readonly account: (address: string) => AccountView | undefined
  readonly contact: (address: string) => string | undefined
  readonly chain: (chainId: string) => ChainView | undefined
  /** Also for numbers in decimal, as signed data has them. */
  readonly network: (chainId: string) => string
  readonly coin: (chainId: string) => { readonly symbol: string; readonly decimals: number }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

const number = (chainId: string): bigint | undefined => {
  try {
    return BigInt(chainId)
  } catch {
    return undefined
  }
}

/** What this person calls things; addresses are compared without case. */
export const useNames = (): Names => {
  const { accounts, contacts, chains } = useView()
  return useMemo(() => {
    const chain = (chainId: string): ChainView | undefined => {
      const wanted = number(chainId)
      return wanted === undefined ? undefined : chains.find((one) => BigInt(one.chainId) === wanted)
    }
    return {
      account: (address) => accounts.find((one) => same(one.address, address)),
      contact: (address) => contacts.find((one) => same(one.address, address))?.name,
      chain,
      network: (chainId) =>
        chain(chainId)?.name ?? approvals.unknownNetwork(String(number(chainId) ?? chainId)),
      coin: (chainId) => chain(chainId)?.currency ?? { symbol: 'coins', decimals: 18 },
    }
  }, [accounts, contacts, chains])
}
