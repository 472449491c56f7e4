import { EncodingError } from '../errors.ts'

/** Reads what `Writer` wrote; never past the end, and `end` insists that nothing is left over. */
export class Reader {
  readonly #source: Uint8Array
  #offset = 0

  constructor(source: Uint8Array) {
    this.#source = source
  }

  integer(size: 1 | 2 | 4): number {
    let value = 0
    for (const byte of this.#take(size)) value = value * 256 + byte
    return value
  }

  bytes(length: number): Uint8Array {
    return this.#take(length).slice()
  }

  /** A reader over the next `length` bytes, which it has for itself. */
  part(length: number): Reader {
    return new Reader(this.#take(length))
  }

  get remaining(): number {
    return this.#source.length - this.#offset
  }

  end(): void {
    if (this.remaining > 0) {
      throw new EncodingError('trailing-bytes', `${this.remaining} bytes follow the last field`)
    }
  }

  #take(length: number): Uint8Array {
    if (this.remaining < length) {
      throw new EncodingError('truncated', `${length} bytes wanted, ${this.remaining} left`)
    }
    const start = this.#offset
    this.#offset += length
    return this.#source.subarray(start, this.#offset)
  }
}
