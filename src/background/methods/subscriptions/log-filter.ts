import { addressOf, isAddress } from '../read-params/address-of.ts'
import { invalid, isRecord } from '../read-params/params.ts'

/** What of the logs is watched. The blocks count for what was there before it was made. */
export type LogFilter = {
  readonly fromBlock?: string
  readonly toBlock?: string
  readonly address?: string | readonly string[]
  readonly topics?: readonly unknown[]
}

const isTopic = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && /^0x[0-9a-fA-F]{64}$/.test(value))

export const logFilterOf = (value: unknown): LogFilter => {
  if (value === undefined) return {}
  if (!isRecord(value)) throw invalid('A filter of logs is an object.')
  const { address, topics, fromBlock, toBlock } = value
  return {
    ...(fromBlock !== undefined && fromBlock !== null && { fromBlock: blockOf(fromBlock) }),
    ...(toBlock !== undefined && toBlock !== null && { toBlock: blockOf(toBlock) }),
    ...(address !== undefined && address !== null && { address: addressesOf(address) }),
    ...(topics !== undefined && topics !== null && { topics: topicsOf(topics) }),
  }
}

const blockOf = (value: unknown): string => {
  const isBlock =
    typeof value === 'string' &&
    /^(?:0x[0-9a-fA-F]{1,16}|latest|earliest|pending|safe|finalized)$/.test(value)
  if (!isBlock) throw invalid('A block is a number in hex behind 0x, or a word like latest.')
  return value
}

const addressesOf = (value: unknown): string | readonly string[] => {
  if (isAddress(value)) return addressOf(value, 'address')
  if (!Array.isArray(value) || value.length > 100) throw invalid('address is one, or a list.')
  return (value as readonly unknown[]).map((one) => addressOf(one, 'address'))
}

const topicsOf = (value: unknown): readonly unknown[] => {
  const isFine = (one: unknown): boolean =>
    isTopic(one) || (Array.isArray(one) && one.length <= 100 && one.every(isTopic))
  if (!Array.isArray(value) || value.length > 4 || !value.every(isFine)) {
    throw invalid('topics are up to four, each a word of 32 bytes, a list of some, or null.')
  }
  return value as readonly unknown[]
}
