// https://ethereum.org/en/developers/docs/data-structures-and-encoding/rlp/
import { concat, join } from '../encoding/bytes.ts'
import { bytesToInteger, integerToBytes } from '../encoding/integer.ts'
import { PayloadError } from '../errors.ts'

export type Rlp = Uint8Array | readonly Rlp[]

/** Deeper than any transaction, and no threat to the stack. */
const MAX_DEPTH = 8

const SHORT = 55

const header = (base: number, length: number): Uint8Array => {
  if (length <= SHORT) return Uint8Array.of(base + length)
  const size = integerToBytes(BigInt(length))
  return concat(Uint8Array.of(base + SHORT + size.length), size)
}

export const encodeRlp = (value: Rlp): Uint8Array => {
  if (value instanceof Uint8Array) {
    const [first] = value
    if (value.length === 1 && first !== undefined && first < 0x80) return value.slice()
    return concat(header(0x80, value.length), value)
  }
  const items = join(value.map(encodeRlp))
  return concat(header(0xc0, items.length), items)
}

type Item = { readonly isList: boolean; readonly start: number; readonly end: number }

const readItem = (bytes: Uint8Array, offset: number, limit: number): Item => {
  const first = bytes[offset]
  if (first === undefined || offset >= limit) {
    throw new PayloadError('truncated', 'RLP ends where an item should begin')
  }
  if (first < 0x80) return { isList: false, start: offset, end: offset + 1 }
  const isList = first >= 0xc0
  const code = first - (isList ? 0xc0 : 0x80)
  const sizeBytes = Math.max(0, code - SHORT)
  const start = offset + 1 + sizeBytes
  if (start > limit) throw new PayloadError('truncated', 'RLP ends within a length')
  const size = bytes.subarray(offset + 1, start)
  const length = sizeBytes === 0 ? code : Number(bytesToInteger(size))
  if (sizeBytes > 0 && (size[0] === 0 || length <= SHORT)) {
    throw new PayloadError('not-canonical', 'RLP length has a shorter form')
  }
  if (length > limit - start) throw new PayloadError('truncated', 'RLP ends within an item')
  const [content = 0] = bytes.subarray(start, start + 1)
  if (!isList && length === 1 && content < 0x80) {
    throw new PayloadError('not-canonical', 'RLP byte has a shorter form')
  }
  return { isList, start, end: start + length }
}

const readContent = (bytes: Uint8Array, item: Item, depth: number): Rlp => {
  if (!item.isList) return bytes.slice(item.start, item.end)
  if (depth >= MAX_DEPTH) throw new PayloadError('too-large', 'RLP lists are nested too deep')
  const items: Rlp[] = []
  let offset = item.start
  while (offset < item.end) {
    const next = readItem(bytes, offset, item.end)
    items.push(readContent(bytes, next, depth + 1))
    offset = next.end
  }
  return items
}

/** The one value whose one encoding this is. */
export const decodeRlp = (bytes: Uint8Array): Rlp => {
  const item = readItem(bytes, 0, bytes.length)
  if (item.end < bytes.length) {
    throw new PayloadError('trailing-bytes', `${bytes.length - item.end} bytes follow the RLP item`)
  }
  return readContent(bytes, item, 0)
}
