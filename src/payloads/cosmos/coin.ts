import { PayloadError } from '../errors.ts'
import { text } from './protobuf-field.ts'
import { protobufMessage } from './protobuf-message.ts'

export type Coin = { readonly denom: string; readonly amount: bigint }

/** A number as Cosmos writes it: decimal digits, no sign, no leading zero. */
export const readDecimal = (digits: string, what: string): bigint => {
  if (!/^(?:0|[1-9][0-9]{0,77})$/.test(digits)) {
    throw new PayloadError('bad-shape', `${what} is no whole number in decimal digits`)
  }
  return BigInt(digits)
}

export const readCoin = (denom: string, amount: string): Coin => {
  if (!/^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$/.test(denom)) {
    throw new PayloadError('bad-shape', `${JSON.stringify(denom.slice(0, 80))} names no coin`)
  }
  return { denom, amount: readDecimal(amount, `amount of ${denom}`) }
}

const fields = protobufMessage('Coin', { denom: text(1), amount: text(2) })

export const coinMessage = {
  decode(bytes: Uint8Array, onUnread?: () => void): Coin {
    const { denom, amount } = fields.decode(bytes, onUnread)
    return readCoin(denom, amount)
  },
}

/** All of one denomination together; no prototype, since denominations come from outside. */
export const sumCoins = (coins: readonly Coin[]): ReadonlyMap<string, bigint> => {
  const sums = new Map<string, bigint>()
  for (const { denom, amount } of coins) sums.set(denom, (sums.get(denom) ?? 0n) + amount)
  return sums
}
