import { EncodingError } from '../errors.ts'
import type { Reader } from './reader.ts'
import type { Writer } from './writer.ts'

/** How one kind of value is written and, strictly, read back. */
export type Codec<T> = {
  write(out: Writer, value: T): void
  read(input: Reader): T
}

export type Decoded<C> = C extends Codec<infer T> ? T : never

const unsigned = (size: 1 | 2 | 4): Codec<number> => ({
  write(out, value) {
    if (!Number.isInteger(value) || value < 0 || value >= 256 ** size) {
      throw new EncodingError('out-of-range', `${value} does not fit in ${size} bytes`)
    }
    out.integer(value, size)
  },
  read: (input) => input.integer(size),
})

export const uint8 = unsigned(1)
export const uint16 = unsigned(2)
export const uint32 = unsigned(4)

const refuseZero = (party: number): void => {
  if (party === 0) throw new EncodingError('out-of-range', 'a party cannot have the number 0')
}

/** A party's number on the wire; zero would be the secret's own evaluation point. */
export const partyId: Codec<number> = {
  write(out, value) {
    refuseZero(value)
    uint16.write(out, value)
  },
  read(input) {
    const value = uint16.read(input)
    refuseZero(value)
    return value
  },
}

/** Exactly `length` bytes. */
export const fixedBytes = (length: number): Codec<Uint8Array> => ({
  write(out, value) {
    if (value.length !== length) {
      throw new EncodingError('wrong-length', `${length} bytes wanted, ${value.length} given`)
    }
    out.bytes(value)
  },
  read: (input) => input.bytes(length),
})

/** Up to `max` bytes behind their length. */
export const bytesUpTo = (max: number): Codec<Uint8Array> => ({
  write(out, value) {
    if (value.length > max) {
      throw new EncodingError('wrong-length', `at most ${max} bytes, ${value.length} given`)
    }
    uint32.write(out, value.length)
    out.bytes(value)
  },
  read(input) {
    const length = uint32.read(input)
    if (length > max)
      throw new EncodingError('wrong-length', `at most ${max} bytes, ${length} said`)
    return input.bytes(length)
  },
})

const textEncoder = new TextEncoder()
const printable = /^[\x20-\x7e]*$/

/** Printable ASCII, so that no two encodings of one text exist. */
export const text: Codec<string> = {
  write(out, value) {
    if (!printable.test(value))
      throw new EncodingError('out-of-range', 'text must be printable ASCII')
    bytesUpTo(255).write(out, textEncoder.encode(value))
  },
  read(input) {
    const value = String.fromCharCode(...bytesUpTo(255).read(input))
    if (!printable.test(value))
      throw new EncodingError('out-of-range', 'text must be printable ASCII')
    return value
  },
}

/** Items behind their count; `length` pins the count where the protocol knows it. */
export const list = <T>(item: Codec<T>, length?: number): Codec<readonly T[]> => {
  const check = (count: number): void => {
    if (length !== undefined && count !== length) {
      throw new EncodingError('wrong-length', `${length} items wanted, ${count} given`)
    }
  }
  return {
    write(out, values) {
      check(values.length)
      uint16.write(out, values.length)
      for (const value of values) item.write(out, value)
    },
    read(input) {
      const count = uint16.read(input)
      check(count)
      return Array.from({ length: count }, () => item.read(input))
    },
  }
}
