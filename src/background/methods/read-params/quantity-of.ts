import { invalid } from './params.ts'

/** A number as JSON-RPC writes it; nothing else, since `10` could be meant either way. */
export const quantityOf = (value: unknown, what: string, limit: bigint): bigint => {
  if (typeof value !== 'string' || !/^0x[0-9a-fA-F]{1,64}$/.test(value)) {
    throw invalid(`${what} is no number: write it in hex behind 0x.`)
  }
  const number = BigInt(value)
  if (number >= limit) throw invalid(`${what} is too large.`)
  return number
}

/** Of a chain: hex without leading zeros, so that one chain has one name. */
export const chainIdOf = (value: unknown): string => {
  if (typeof value !== 'string' || !/^0x[1-9a-fA-F][0-9a-fA-F]{0,13}$/.test(value)) {
    throw invalid('chainId has to be hex behind 0x, without leading zeros, and more than zero.')
  }
  if (BigInt(value) > BigInt(Number.MAX_SAFE_INTEGER)) throw invalid('chainId is too large.')
  return value.toLowerCase()
}
