import { concat } from './bytes.ts'

/** Collects big-endian integers and byte runs; lengths are the codec's business. */
export class Writer {
  readonly #parts: Uint8Array[] = []
  #length = 0

  integer(value: number, size: 1 | 2 | 4): void {
    const part = new Uint8Array(size)
    const view = new DataView(part.buffer)
    if (size === 1) view.setUint8(0, value)
    else if (size === 2) view.setUint16(0, value)
    else view.setUint32(0, value)
    this.bytes(part)
  }

  bytes(value: Uint8Array): void {
    this.#parts.push(value)
    this.#length += value.length
  }

  /** What `write` adds, behind its length; however deep frames nest, bytes are joined once. */
  framed(write: () => void): void {
    const length = new Uint8Array(4)
    this.bytes(length)
    const start = this.#length
    write()
    new DataView(length.buffer).setUint32(0, this.#length - start)
  }

  finish(): Uint8Array {
    return concat(...this.#parts)
  }
}
