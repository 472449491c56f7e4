// https://protobuf.dev/programming-guides/encoding
import { UINT64_LIMIT } from '../encoding/integer.ts'
import { PayloadError } from '../errors.ts'

export type WireValue = bigint | Uint8Array

export type WireField = { readonly number: number; readonly value: WireValue }

const MAX_FIELD = 2 ** 29

/** Fields of one message, each number in its shortest form. */
export class ProtobufReader {
  readonly #bytes: Uint8Array
  #offset = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get done(): boolean {
    return this.#offset === this.#bytes.length
  }

  field(): WireField {
    const tag = Number(this.#varint())
    const number = Math.floor(tag / 8)
    if (number === 0 || number >= MAX_FIELD) {
      throw new PayloadError('bad-shape', `protobuf has no field number ${number}`)
    }
    return { number, value: this.#value(tag % 8) }
  }

  #value(wireType: number): WireValue {
    if (wireType === 0) return this.#varint()
    if (wireType === 1) return this.#take(8)
    if (wireType === 2) return this.#take(Number(this.#varint()))
    if (wireType === 5) return this.#take(4)
    throw new PayloadError('bad-shape', `protobuf wire type ${wireType} is not read`)
  }

  #varint(): bigint {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#take(1)[0] ?? 0
      value |= BigInt(byte & 127) << shift
      if (byte < 128) {
        if (byte === 0 && shift > 0n) {
          throw new PayloadError('not-canonical', 'a protobuf number has a shorter form')
        }
        if (value >= UINT64_LIMIT) break
        return value
      }
    }
    throw new PayloadError('out-of-range', 'a protobuf number has more than 64 bits')
  }

  #take(length: number): Uint8Array {
    const end = this.#offset + length
    if (end > this.#bytes.length) {
      throw new PayloadError('truncated', 'protobuf bytes end within a field')
    }
    const taken = this.#bytes.slice(this.#offset, end)
    this.#offset = end
    return taken
  }
}
