import { fromHex, toHex } from '../../payloads/encoding/hex.ts'
import { bytesToInteger } from '../../payloads/encoding/integer.ts'
import { addressFromBytes } from '../../payloads/evm/address.ts'
import { decodeRlp } from '../../payloads/evm/rlp.ts'
import type { AskedCall } from '../approvals/kinds/review.ts'

/** Where `to` stands among the fields, by the type of a transaction; value and data come next. */
const places: Readonly<Record<number, number>> = { 1: 4, 2: 5 }
const LEGACY = 3

/** What a transaction that was signed asks for; undefined for types that the wallet does not sign. */
export const callOfRaw = (raw: string): Pick<AskedCall, 'to' | 'value' | 'data'> | undefined => {
  const bytes = fromHex(raw)
  const [type = 0] = bytes
  const isLegacy = type >= 0xc0
  const fields = decodeRlp(isLegacy ? bytes : bytes.subarray(1))
  const place = isLegacy ? LEGACY : places[type]
  if (place === undefined || fields instanceof Uint8Array) return undefined
  const [to, value, data] = fields.slice(place, place + 3)
  if (!(to instanceof Uint8Array) || (to.length !== 20 && to.length !== 0)) return undefined
  if (!(value instanceof Uint8Array) || !(data instanceof Uint8Array)) return undefined
  return {
    ...(to.length === 20 && { to: addressFromBytes(to) }),
    value: String(bytesToInteger(value)),
    data: toHex(data),
  }
}
