import { fromHex } from '../../payloads/encoding/hex.ts'
import { bytesToInteger } from '../../payloads/encoding/integer.ts'
import { printableText } from '../../payloads/encoding/text.ts'
import type { Rpc } from '../chains/rpc.ts'

export type TokenOnChain = {
  readonly symbol: string | undefined
  readonly decimals: number | undefined
}

type Standard = 'ERC20' | 'ERC721' | 'ERC1155'

const selector = {
  symbol: '0x95d89b41',
  decimals: '0x313ce567',
  totalSupply: '0x18160ddd',
  supportsInterface: '0x01ffc9a7',
  ownerOf: '0x6352211e',
} as const

const interfaceOf = { ERC721: '80ac58cd', ERC1155: 'd9b67a26' } as const

const MOST_DECIMALS = 36
const MOST_SYMBOL = 30

/** What a contract says of itself; undefined if it is no token of this standard. */
export const readToken = async (
  rpc: Rpc,
  standard: Standard,
  to: string,
  tokenId: string | undefined,
): Promise<TokenOnChain | undefined> => {
  const call = async (data: string): Promise<Uint8Array | undefined> => {
    // A contract without the function reverts, or gives nothing.
    const result = await rpc('eth_call', [{ to, data }, 'latest']).catch(() => undefined)
    const isWords = typeof result === 'string' && /^0x(?:[0-9a-fA-F]{64})+$/.test(result)
    return isWords ? fromHex(result) : undefined
  }
  const symbol = textIn(await call(selector.symbol))
  if (standard === 'ERC20') {
    const decimals = numberIn(await call(selector.decimals))
    const supply = await call(selector.totalSupply)
    if (decimals === undefined || decimals > MOST_DECIMALS || supply === undefined) return undefined
    return { symbol, decimals }
  }
  const wanted = `${selector.supportsInterface}${interfaceOf[standard].padEnd(64, '0')}`
  if (numberIn(await call(wanted)) !== 1) return undefined
  const id = BigInt(tokenId ?? '0')
    .toString(16)
    .padStart(64, '0')
  const isThere = standard === 'ERC1155' || (await call(`${selector.ownerOf}${id}`)) !== undefined
  return isThere ? { symbol, decimals: undefined } : undefined
}

const numberIn = (data: Uint8Array | undefined, at = 0): number | undefined => {
  const word = data?.slice(at, at + 32)
  if (word?.length !== 32) return undefined
  const number = bytesToInteger(word)
  return number < 1n << 32n ? Number(number) : undefined
}

/** A string of the ABI; or 32 bytes with zeros behind, as the oldest tokens have it. */
const textIn = (data: Uint8Array | undefined): string | undefined => {
  if (data === undefined) return undefined
  const bytes = data.length === 32 ? data : data.slice(64, 64 + (numberIn(data, 32) ?? 0))
  const end = bytes.indexOf(0)
  const text = printableText(end < 0 ? bytes : bytes.slice(0, end))?.slice(0, MOST_SYMBOL)
  return text === '' ? undefined : text
}
