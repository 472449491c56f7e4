import { EncodingError } from '../errors.ts'
import { text, uint32, uint8, type Codec, type Decoded } from './codec.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

type Fields = Readonly<Record<string, Codec<unknown>>>

export type RecordValue<F extends Fields> = { readonly [K in keyof F]: Decoded<F[K]> }

export type RecordCodec<F extends Fields> = Codec<RecordValue<F>> & {
  readonly name: string
  encode(value: RecordValue<F>): Uint8Array
  decode(bytes: Uint8Array): RecordValue<F>
}

/**
 * A named message with numbered, length-prefixed fields in one fixed order. One value has one
 * encoding, and an encoding of one record never reads as another.
 */
export const record = <F extends Fields>(name: string, fields: F): RecordCodec<F> => {
  const entries = Object.entries(fields)

  const write = (out: Writer, value: RecordValue<F>): void => {
    text.write(out, name)
    uint8.write(out, entries.length)
    for (const [index, [key, codec]] of entries.entries()) {
      uint8.write(out, index + 1)
      out.framed(() => codec.write(out, value[key]))
    }
  }

  const read = (input: Reader): RecordValue<F> => {
    const found = text.read(input)
    if (found !== name) throw new EncodingError('wrong-type', `${name} wanted, ${found} given`)
    const count = uint8.read(input)
    if (count > entries.length) {
      throw new EncodingError('unknown-field', `${name} has ${entries.length} fields, not ${count}`)
    }
    if (count < entries.length) throw new EncodingError('truncated', `${name} lacks fields`)
    const value: Record<string, unknown> = {}
    for (const [index, [key, codec]] of entries.entries()) {
      const number = uint8.read(input)
      if (number !== index + 1) {
        throw new EncodingError('unknown-field', `${name}: field ${number} where ${key} belongs`)
      }
      const body = input.part(uint32.read(input))
      value[key] = codec.read(body)
      body.end()
    }
    return value as RecordValue<F>
  }

  return {
    name,
    write,
    read,
    encode(value) {
      const out = new Writer()
      write(out, value)
      return out.finish()
    },
    decode(bytes) {
      const input = new Reader(bytes)
      const value = read(input)
      input.end()
      return value
    },
  }
}
