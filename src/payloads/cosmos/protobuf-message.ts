// https://docs.cosmos.network/sdk/latest/reference/architecture/adr-027-deterministic-protobuf-serialization
import { PayloadError } from '../errors.ts'
import type { Field, OnUnread } from './protobuf-field.ts'
import { ProtobufReader } from './protobuf-reader.ts'

type Fields = Readonly<Record<string, Field<unknown>>>

type Value<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never
}

export type ProtobufMessage<T> = { decode(bytes: Uint8Array, onUnread?: OnUnread): T }

/** ADR-020: numbers with this bit may be ignored by who does not know them. */
const isNonCritical = (number: number): boolean => (number & 1024) !== 0

/**
 * A message whose every value has one encoding: fields in order, each once unless it repeats,
 * defaults left out, nothing unknown that could matter.
 */
export const protobufMessage = <F extends Fields>(
  name: string,
  fields: F,
): ProtobufMessage<Value<F>> => {
  const byNumber = new Map(
    Object.entries(fields).map(([key, field]) => [field.number, { key, field }]),
  )

  const decode = (bytes: Uint8Array, onUnread?: OnUnread): Value<F> => {
    const value: Record<string, unknown> = Object.fromEntries(
      Object.entries(fields).map(([key, { repeated, absent }]) => [key, repeated ? [] : absent]),
    )
    const input = new ProtobufReader(bytes)
    let last = 0
    while (!input.done) {
      const wire = input.field()
      const known = byNumber.get(wire.number)
      if (wire.number === last && !known?.field.repeated) {
        throw new PayloadError('duplicate-field', `${name} has field ${last} twice`)
      }
      if (wire.number < last) {
        throw new PayloadError('not-canonical', `${name} has its fields out of order`)
      }
      last = wire.number
      if (known === undefined) {
        if (onUnread === undefined || !isNonCritical(wire.number)) {
          throw new PayloadError('unknown-field', `${name} has an unknown field ${wire.number}`)
        }
        onUnread()
        continue
      }
      const { key, field } = known
      const read = field.read(wire.value, `${name}.${key}`, onUnread)
      if (field.repeated) (value[key] as unknown[]).push(...(read as readonly unknown[]))
      else value[key] = read
    }
    return value as Value<F>
  }

  return { decode }
}
