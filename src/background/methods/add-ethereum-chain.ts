import * as z from 'zod'
import { rpcCode, RpcError } from '../../messages/rpc-error.ts'
import { requireChainId } from '../chains/require-chain-id.ts'
import type { SavedChain } from '../chains/saved-chains.ts'
import { askPerson } from './ask-person.ts'
import type { Method, MethodContext } from './method.ts'
import { invalid, objectOf, read } from './read-params/params.ts'
import { chainIdOf } from './read-params/quantity-of.ts'
import { switchTo } from './switch-ethereum-chain.ts'

// https://eips.ethereum.org/EIPS/eip-3085

/** Each is asked which chain it is. */
const MOST_RPCS = 5

const list = z.array(z.string().max(2000)).max(20)

const shape = z.strictObject({
  chainId: z.string(),
  chainName: z.string(),
  rpcUrls: list.min(1),
  blockExplorerUrls: list.nullish(),
  nativeCurrency: z
    .strictObject({
      name: z.string().max(100).optional(),
      symbol: z.string(),
      decimals: z.number(),
    })
    .nullish(),
  // Pictures from elsewhere are not loaded; that a page names some is no fault.
  iconUrls: z.unknown().optional(),
})

export const readChain = (params: unknown): SavedChain => {
  const given = read(shape, objectOf(params, 'wallet_addEthereumChain'), 'the chain')
  const chainId = chainIdOf(given.chainId)
  const name = given.chainName.trim().slice(0, 100)
  if (name === '') throw invalid('chainName is empty.')
  const rpcUrls = given.rpcUrls.filter(isUsableRpc)
  if (rpcUrls.length === 0) {
    throw invalid('rpcUrls needs an address with https, or one on this machine.')
  }
  const explorerUrl = explorerOf(given.blockExplorerUrls)
  return {
    chainId,
    name,
    currency: currencyOf(given.nativeCurrency),
    rpcUrls,
    ...(explorerUrl !== undefined && { explorerUrl }),
    testnet: false,
  }
}

export const addEthereumChain: Method = async (context, params) => {
  const chain = readChain(params)
  const known = context.chains.get(chain.chainId)
  if (known !== undefined) {
    requireSameCoin(known, chain)
    // Nothing new to agree to but the switch.
    const knownUrls = new Set(known.rpcUrls.map((url) => new URL(url).href))
    if (chain.rpcUrls.every((url) => knownUrls.has(new URL(url).href))) {
      return switchTo(context, chain.chainId)
    }
  }
  const rpcUrls = await answering(context, chain)
  return askPerson(context, context.kinds.addChain, {
    chain: { ...chain, rpcUrls },
    replaces: known !== undefined,
  })
}

/** Those of the RPCs that answer now; one that serves another chain spoils them all. */
const answering = async (
  { parts }: MethodContext,
  { rpcUrls, chainId }: SavedChain,
): Promise<string[]> => {
  const found: string[] = []
  let silent: unknown
  for (const url of rpcUrls.slice(0, MOST_RPCS)) {
    try {
      await requireChainId(parts.fetch, url, chainId)
      found.push(url)
    } catch (error) {
      if (!isSilence(error)) throw error
      silent = error
    }
  }
  if (found.length === 0) throw silent
  return found
}

const isSilence = (error: unknown): boolean =>
  error instanceof RpcError && error.code === rpcCode.chainDisconnected

const urlOf = (text: string): URL | undefined => {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}

const isUsableRpc = (text: string): boolean => {
  const url = urlOf(text)
  if (url === undefined || url.username !== '' || url.password !== '') return false
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && local)
}

const explorerOf = (urls: readonly string[] | null | undefined): string | undefined => {
  if (urls === null || urls === undefined) return undefined
  const found = urls.find((text) => urlOf(text)?.protocol === 'https:')
  if (found === undefined) throw invalid('blockExplorerUrls needs an address with https, or null.')
  return found.replace(/\/$/, '')
}

const currencyOf = (
  given: { name?: string | undefined; symbol: string; decimals: number } | null | undefined,
): SavedChain['currency'] => {
  if (given === null || given === undefined) return { name: 'Ether', symbol: 'ETH', decimals: 18 }
  const { name, symbol, decimals } = given
  if (decimals !== 18) throw invalid('nativeCurrency.decimals has to be 18.')
  if (!/^[\p{L}\p{N}.$₮-]{1,6}$/u.test(symbol)) {
    throw invalid('nativeCurrency.symbol has 1 to 6 letters or digits.')
  }
  return { name: name?.trim().slice(0, 40) || symbol, symbol, decimals }
}

/** A known chain under the coin of another would make amounts look like what they are not. */
const requireSameCoin = (
  known: { readonly name: string; readonly currency: { readonly symbol: string } },
  { currency }: SavedChain,
): void => {
  if (known.currency.symbol.toLowerCase() === currency.symbol.toLowerCase()) return
  throw new RpcError(
    'invalidParams',
    `The coin of ${known.name} is ${known.currency.symbol}, not ${currency.symbol}.`,
  )
}
