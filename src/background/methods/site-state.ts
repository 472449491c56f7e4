import type { ChainView } from '../../messages/popup/chain-view.ts'
import { RpcError } from '../../messages/rpc-error.ts'
import type { MethodParts } from './method.ts'

/** What a site was given, as far as it is there to use; a locked wallet still knows. */
export const grantedTo = (
  { sites, accounts }: Pick<MethodParts, 'sites' | 'accounts'>,
  origin: string,
): readonly string[] =>
  sites.accountsOf(origin).flatMap((address) => {
    const account = accounts.find(address)
    return account === undefined || account.mayUse === 'nothing' ? [] : [account.address]
  })

/** What a site is told: nothing while the wallet is locked. */
export const shownTo = (
  parts: Pick<MethodParts, 'sites' | 'accounts' | 'sessions'>,
  origin: string,
): readonly string[] => (parts.sessions.state === 'open' ? grantedTo(parts, origin) : [])

/** Where a site is; one whose chain was removed is where the wallet itself is. */
export const chainOf = (
  { sites, chains }: Pick<MethodParts, 'sites' | 'chains'>,
  origin: string,
): ChainView => {
  const chain = chains.get(sites.chainOf(origin)) ?? chains.get(chains.selected)
  if (chain === undefined) throw new RpcError('internal', 'The wallet has no chain.')
  return chain
}

/** The account, if the site may use it. */
export const requireGranted = (
  parts: Pick<MethodParts, 'sites' | 'accounts'>,
  origin: string,
  address: string,
): string => {
  const found = grantedTo(parts, origin).find((one) => one.toLowerCase() === address.toLowerCase())
  if (found !== undefined) return found
  throw new RpcError(
    'unauthorized',
    'This account was not shared with this site: ask with eth_requestAccounts first.',
  )
}
