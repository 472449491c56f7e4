import type { Method } from './method.ts'
import { addressOf } from './read-params/address-of.ts'
import { invalid, listOf } from './read-params/params.ts'
import { chainIdOf } from './read-params/quantity-of.ts'
import { requireGranted } from './site-state.ts'

// https://eips.ethereum.org/EIPS/eip-5792

/** Several calls with one approval, never as one: that is said for each chain. */
const what = { atomic: { status: 'unsupported' } } as const

/** `wallet_getCapabilities`, of the chains that are named, or of all. */
export const getCapabilities: Method = async (context, params) => {
  const [address, named] = listOf(params)
  requireGranted(context, context.by.origin, addressOf(address, 'The account'))
  const known = context.chains.all().map(({ chainId }) => chainId)
  if (named !== undefined && !Array.isArray(named)) throw invalid('Name chains in a list.')
  const wanted = (named as readonly unknown[] | undefined)?.map(chainIdOf)
  const chains = wanted === undefined ? known : known.filter((one) => wanted.includes(one))
  return Promise.resolve(Object.fromEntries(chains.map((chainId) => [chainId, what])))
}
