// https://docs.cosmos.network/sdk/latest/reference/architecture/adr-020-protobuf-transaction-encoding
import { join } from '../../payloads/encoding/bytes.ts'

export type DirectSignDoc = {
  readonly bodyBytes: Uint8Array
  readonly authInfoBytes: Uint8Array
  readonly chainId: string
  readonly accountNumber: bigint
}

const LENGTH_DELIMITED = 2
const VARINT = 0

/** Protobuf, with nothing written for what is empty: the bytes whose hash is signed. */
export const encodeSignDoc = (doc: DirectSignDoc): Uint8Array =>
  join([
    delimited(1, doc.bodyBytes),
    delimited(2, doc.authInfoBytes),
    delimited(3, new TextEncoder().encode(doc.chainId)),
    doc.accountNumber === 0n
      ? new Uint8Array()
      : join([varint(BigInt((4 << 3) | VARINT)), varint(doc.accountNumber)]),
  ])

const delimited = (field: number, bytes: Uint8Array): Uint8Array =>
  bytes.length === 0
    ? new Uint8Array()
    : join([varint(BigInt((field << 3) | LENGTH_DELIMITED)), varint(BigInt(bytes.length)), bytes])

const varint = (value: bigint): Uint8Array => {
  const bytes: number[] = []
  let left = value
  while (left > 0x7fn) {
    bytes.push(Number(left & 0x7fn) | 0x80)
    left >>= 7n
  }
  return Uint8Array.of(...bytes, Number(left))
}
