import * as z from 'zod'
import type { Rpc } from '../chains/rpc.ts'
import { askPerson } from './ask-person.ts'
import type { Method } from './method.ts'
import { addressOf } from './read-params/address-of.ts'
import { invalid, objectOf, read } from './read-params/params.ts'
import { chainOf } from './site-state.ts'
import { readToken } from './token-on-chain.ts'

// https://eips.ethereum.org/EIPS/eip-747

const shape = z.object({
  type: z.enum(['ERC20', 'ERC721', 'ERC1155']),
  options: z.object({
    address: z.string(),
    symbol: z.string().max(100).optional(),
    decimals: z.union([z.number(), z.string()]).optional(),
    tokenId: z.union([z.string(), z.number()]).optional(),
    image: z.unknown().optional(),
  }),
})

type Standard = z.infer<typeof shape>['type']

/** `wallet_watchAsset`: shown is what the contract says of itself, never what the page says of it. */
export const watchAsset: Method = async (context, params) => {
  const { type, options } = read(shape, objectOf(params, 'wallet_watchAsset'), 'the token')
  const address = addressOf(options.address, 'The token').toLowerCase()
  const { chainId } = chainOf(context, context.by.origin)
  const tokenId = tokenIdOf(type, options.tokenId)
  const found = await tokenOn(context.chains.rpc(chainId), type, address, tokenId)
  requireSame('symbol', options.symbol, found.symbol)
  requireSame('decimals', options.decimals, found.decimals)
  return askPerson(context, context.kinds.watchAsset, {
    chainId,
    standard: type,
    address,
    symbol: found.symbol ?? '',
    decimals: found.decimals ?? 0,
    ...(tokenId !== undefined && { tokenId }),
  })
}

const tokenIdOf = (type: Standard, given: string | number | undefined): string | undefined => {
  if (type === 'ERC20') return undefined
  const text = String(given ?? '')
  if (!/^(?:[0-9]{1,78}|0x[0-9a-fA-F]{1,64})$/.test(text)) {
    throw invalid('tokenId has to be a number of the collection.')
  }
  return BigInt(text).toString()
}

const tokenOn = async (rpc: Rpc, type: Standard, address: string, tokenId: string | undefined) => {
  const found = await readToken(rpc, type, address, tokenId)
  if (found !== undefined) return found
  throw invalid(`At this address there is no ${type} token on the site's chain.`)
}

/** A page that calls a token by another's name is wrong, or lies. */
const requireSame = (
  what: string,
  given: string | number | undefined,
  found: string | number | undefined,
): void => {
  if (given === undefined || found === undefined) return
  if (String(given) === String(found)) return
  throw invalid(`The token's own ${what} is ${found}, not ${String(given).slice(0, 40)}.`)
}
