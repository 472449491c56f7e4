import { secp256k1 } from '../groups/secp256k1.ts'

const { order } = secp256k1
const LOW_64 = (1n << 64n) - 1n

/** Reads the 32 bytes at `at` as a scalar; 2^256 exceeds the order by a part in 2^128. */
export const readScalar = (view: DataView, at: number): bigint => {
  const value =
    (view.getBigUint64(at) << 192n) |
    (view.getBigUint64(at + 8) << 128n) |
    (view.getBigUint64(at + 16) << 64n) |
    view.getBigUint64(at + 24)
  return value >= order ? value - order : value
}

export const writeScalar = (view: DataView, at: number, scalar: bigint): void => {
  view.setBigUint64(at, scalar >> 192n)
  view.setBigUint64(at + 8, (scalar >> 128n) & LOW_64)
  view.setBigUint64(at + 16, (scalar >> 64n) & LOW_64)
  view.setBigUint64(at + 24, scalar & LOW_64)
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
