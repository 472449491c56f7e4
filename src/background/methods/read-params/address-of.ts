import { parseAddress, type Address } from '../../../payloads/evm/address.ts'
import { invalid, orInvalid } from './params.ts'

export const isAddress = (value: unknown): value is string =>
  typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value)

export const addressOf = (value: unknown, what: string): Address => {
  if (!isAddress(value)) throw invalid(`${what} is no address.`)
  return orInvalid(() => parseAddress(value), what)
}
