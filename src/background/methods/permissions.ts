import { RpcError } from '../../messages/rpc-error.ts'
import type { Method } from './method.ts'
import { invalid, isRecord, listOf } from './read-params/params.ts'
import { askToConnect } from './request-accounts.ts'
import { chainOf, grantedTo, shownTo } from './site-state.ts'

// https://eips.ethereum.org/EIPS/eip-2255

/** The only ones there are; a site has both or neither. */
const known = new Set(['eth_accounts', 'endowment:permitted-chains'])

type Permission = {
  readonly invoker: string
  readonly parentCapability: string
  readonly caveats: readonly { readonly type: string; readonly value: readonly string[] }[]
  readonly date: number
}

const namesIn = (params: unknown): readonly string[] => {
  const [wanted, ...more] = listOf(params)
  if (!isRecord(wanted) || more.length > 0) {
    throw invalid('Name the permissions as the keys of one object.')
  }
  const names = Object.keys(wanted)
  if (names.length === 0) throw invalid('Name at least one permission.')
  const odd = names.find((name) => !known.has(name) || !isRecord(wanted[name]))
  if (odd !== undefined) {
    throw invalid(`There is no permission ${odd.slice(0, 80)} in this wallet.`)
  }
  return names
}

const permissionsOf = (
  origin: string,
  site: { readonly accounts: readonly string[]; readonly chainId: string; readonly date: number },
): readonly Permission[] => {
  const { accounts, chainId, date } = site
  if (accounts.length === 0) return []
  const invoker = origin
  return [
    {
      invoker,
      parentCapability: 'eth_accounts',
      caveats: [{ type: 'restrictReturnedAccounts', value: accounts }],
      date,
    },
    {
      invoker,
      parentCapability: 'endowment:permitted-chains',
      caveats: [{ type: 'restrictNetworkSwitching', value: [chainId] }],
      date,
    },
  ]
}

export const getPermissions: Method = async (context) => {
  const { by, sites } = context
  const accounts = shownTo(context, by.origin)
  const date = sites.get(by.origin)?.connectedAt ?? 0
  const { chainId } = chainOf(context, by.origin)
  return Promise.resolve(permissionsOf(by.origin, { accounts, chainId, date }))
}

/** Asks each time: a page calls it to have the person choose anew. */
export const requestPermissions: Method = async (context, params) => {
  const names = namesIn(params)
  if (!names.includes('eth_accounts')) {
    throw new RpcError(
      'invalidParams',
      'Ask for eth_accounts: chains are asked for with wallet_switchEthereumChain.',
    )
  }
  await askToConnect(context, grantedTo(context, context.by.origin))
  return getPermissions(context, undefined)
}

export const revokePermissions: Method = async ({ sites, by }, params) => {
  namesIn(params)
  await sites.disconnect(by.origin)
  return null
}
