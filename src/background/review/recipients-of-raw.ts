import { fromHex, toHex } from '../../payloads/encoding/hex.ts'
import { bytesToInteger } from '../../payloads/encoding/integer.ts'
import { addressFromBytes } from '../../payloads/evm/address.ts'
import { decodeRlp } from '../../payloads/evm/rlp.ts'
import { explainCall } from './explain/explain-call.ts'
import { recipientsIn } from './rules/actions-in.ts'

const MOST_KEPT = 2000
const NOBODY = '0x0000000000000000000000000000000000000000'

/** Where `to` stands among the fields, by the type of a transaction; value and data come next. */
const places: Readonly<Record<number, number>> = { 1: 4, 2: 5 }
const LEGACY = 3

const read = new Map<string, readonly string[]>()

/** To whom a transaction that was signed sends coins or tokens; whoever it merely calls is none. */
export const recipientsOfRaw = (raw: string): readonly string[] => {
  const known = read.get(raw)
  if (known !== undefined) return known
  const found = recipientsOf(raw)
  if (read.size >= MOST_KEPT) read.clear()
  read.set(raw, found)
  return found
}

const recipientsOf = (raw: string): readonly string[] => {
  const bytes = fromHex(raw)
  const [type = 0] = bytes
  const isLegacy = type >= 0xc0
  const fields = decodeRlp(isLegacy ? bytes : bytes.subarray(1))
  const place = isLegacy ? LEGACY : places[type]
  if (place === undefined || fields instanceof Uint8Array) return []
  const [to, value, data] = fields.slice(place, place + 3)
  if (!(to instanceof Uint8Array) || to.length !== 20) return []
  if (!(value instanceof Uint8Array) || !(data instanceof Uint8Array)) return []
  const call = {
    chainId: '0x1',
    from: NOBODY,
    to: addressFromBytes(to),
    value: String(bytesToInteger(value)),
    data: toHex(data),
  }
  const action = explainCall(call, () => undefined)
  return recipientsIn({ kind: 'transaction', call, action, simulation: { state: 'running' } })
}
