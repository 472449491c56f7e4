import { bytesToText } from '../encoding/text.ts'
import { PayloadError } from '../errors.ts'
import type { WireValue } from './protobuf-reader.ts'

/** Called for a field that readers may ignore; without it such a field is refused as well. */
export type OnUnread = (() => void) | undefined

/** How a field is read. `absent` is the value of one that is not there: protobuf omits defaults. */
export type Field<T> = {
  readonly number: number
  readonly repeated: boolean
  readonly absent: T
  /** Of a repeated field, the one item that is here. */
  readonly read: (value: WireValue, what: string, onUnread: OnUnread) => T
}

type Decoder<T> = { decode(bytes: Uint8Array, onUnread?: OnUnread): T }

const number = (value: WireValue, what: string): bigint => {
  if (typeof value !== 'bigint') throw new PayloadError('bad-type', `${what} must be a number`)
  if (value === 0n) throw new PayloadError('not-canonical', `${what} is zero: it must be left out`)
  return value
}

const content = (value: WireValue, what: string): Uint8Array => {
  if (typeof value === 'bigint') throw new PayloadError('bad-type', `${what} must not be a number`)
  return value
}

const filled = (value: WireValue, what: string): Uint8Array => {
  const bytes = content(value, what)
  if (bytes.length === 0) {
    throw new PayloadError('not-canonical', `${what} is empty: it must be left out`)
  }
  return bytes
}

const single = <T>(
  number: number,
  absent: T,
  read: (value: WireValue, what: string, onUnread: OnUnread) => T,
): Field<T> => ({ number, repeated: false, absent, read })

export const uint64 = (at: number): Field<bigint> => single(at, 0n, number)

export const text = (at: number): Field<string> =>
  single(at, '', (value, what) => bytesToText(filled(value, what), what))

export const bytes = (at: number): Field<Uint8Array> => single(at, new Uint8Array(), filled)

export const flag = (at: number): Field<boolean> =>
  single(at, false, (value, what) => {
    if (number(value, what) !== 1n) throw new PayloadError('not-canonical', `${what} is 0 or 1`)
    return true
  })

/** Enumerations and int32; no field that is read here may be negative. */
export const int32 = (at: number): Field<number> =>
  single(at, 0, (value, what) => {
    const integer = number(value, what)
    if (integer >= 1n << 31n) throw new PayloadError('out-of-range', `${what} is out of range`)
    return Number(integer)
  })

export const embedded = <T>(at: number, type: Decoder<T>): Field<T | null> =>
  single<T | null>(at, null, (value, what, onUnread) => type.decode(content(value, what), onUnread))

export const repeated = <T>(at: number, type: Decoder<T>): Field<readonly T[]> => ({
  number: at,
  repeated: true,
  absent: [],
  read: (value, what, onUnread) => [type.decode(content(value, what), onUnread)],
})
