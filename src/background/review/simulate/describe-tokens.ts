import { fromHex } from '../../../payloads/encoding/hex.ts'
import { decodeArguments } from '../explain/decode-arguments.ts'
import { readSignature } from '../explain/read-signature.ts'
import type { KnownToken } from '../explain/token-lookup.ts'
import type { Rpc } from '../rpc.ts'
import { cleanLine } from './clean-line.ts'

const SYMBOL = '0x95d89b41'
const NAME = '0x06fdde03'
const DECIMALS = '0x313ce567'
/** `supportsInterface` of EIP-165, for ERC-721 and ERC-1155. */
const supports = (id: string): string => `0x01ffc9a7${id.padEnd(64, '0')}`
const ERC721 = supports('80ac58cd')
const ERC1155 = supports('d9b67a26')

const text = readSignature('text(string text)').parameters

/** What the contracts say of themselves: a name is no proof of anything. */
export const describeTokens = async (
  rpc: Rpc,
  addresses: readonly string[],
): Promise<readonly KnownToken[]> =>
  Promise.all(addresses.map(async (address) => describeToken(rpc, address)))

const describeToken = async (rpc: Rpc, address: string): Promise<KnownToken> => {
  const ask = async (data: string): Promise<string> => {
    try {
      const answer = await rpc('eth_call', [{ to: address, data }, 'latest'])
      return typeof answer === 'string' && /^0x[0-9a-fA-F]*$/.test(answer) ? answer : '0x'
    } catch {
      return '0x'
    }
  }
  const [symbol, name, places, nft, many] = await Promise.all(
    [SYMBOL, NAME, DECIMALS, ERC721, ERC1155].map(ask),
  )
  const decimals = readDecimals(places)
  const standard = standardOf(isTrue(nft), isTrue(many), decimals)
  const known = { symbol: readText(symbol, 16), name: readText(name, 48) }
  return {
    address,
    ...(known.symbol !== '' && { symbol: known.symbol }),
    ...(known.name !== '' && { name: known.name }),
    ...(decimals !== undefined && { decimals }),
    ...(standard !== undefined && { standard }),
  }
}

const standardOf = (
  nft: boolean,
  many: boolean,
  decimals: number | undefined,
): KnownToken['standard'] => {
  if (nft) return 'ERC721'
  if (many) return 'ERC1155'
  return decimals === undefined ? undefined : 'ERC20'
}

const isTrue = (answer = '0x'): boolean => /^0x0{63}1$/.test(answer)

/** More places than any token has would only serve to hide an amount. */
const readDecimals = (answer = '0x'): number | undefined => {
  if (answer.length !== 66) return undefined
  const places = BigInt(answer)
  return places <= 36n ? Number(places) : undefined
}

/** A string; early tokens answer 32 bytes. */
const readText = (answer = '0x', most: number): string => {
  if (answer.length === 66) {
    try {
      const bytes = fromHex(answer)
      const end = bytes.indexOf(0)
      const own = end < 0 ? bytes : bytes.subarray(0, end)
      return cleanLine(new TextDecoder('utf-8', { fatal: true }).decode(own), most)
    } catch {
      return ''
    }
  }
  const [value] = decodeArguments(text, answer.slice(2)) ?? []
  return typeof value === 'string' ? cleanLine(value, most) : ''
}
