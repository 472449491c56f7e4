// Scalars by the thousand, eight little-endian words each, below 2^256 but not always below the
// order: whoever multiplies reduces in the end.
import { numberToBytesLE } from '@noble/curves/utils.js'
import { secp256k1 } from '../groups/secp256k1.ts'
import { words } from '../ot/bit-matrix.ts'

const SCALAR_WORDS = 8

const LOW_64 = (1n << 64n) - 1n
const WORD = 2 ** 32

/** What a carry out of the highest word is worth. */
const CARRY = words(numberToBytesLE((1n << 256n) - secp256k1.order, 32))

export const readScalar = (view: DataView, at: number): bigint =>
  view.getBigUint64(at, true) |
  (view.getBigUint64(at + 8, true) << 64n) |
  (view.getBigUint64(at + 16, true) << 128n) |
  (view.getBigUint64(at + 24, true) << 192n)

export const writeScalar = (view: DataView, at: number, scalar: bigint): void => {
  view.setBigUint64(at, scalar & LOW_64, true)
  view.setBigUint64(at + 8, (scalar >> 64n) & LOW_64, true)
  view.setBigUint64(at + 16, (scalar >> 128n) & LOW_64, true)
  view.setBigUint64(at + 24, scalar >> 192n, true)
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export const packScalars = (scalars: readonly bigint[]): Uint8Array => {
  const packed = new Uint8Array(scalars.length * SCALAR_WORDS * 4)
  const view = viewOf(packed)
  for (const [index, scalar] of scalars.entries()) writeScalar(view, index * 32, scalar)
  return packed
}

/** zeros - ones + inputs, scalar by scalar, the inputs over and over; in the same steps always. */
export const maskInputs = (
  zeros: Uint32Array,
  ones: Uint32Array,
  inputs: Uint32Array,
): Uint32Array => {
  const masked = new Uint32Array(zeros.length)
  for (let at = 0; at < masked.length; at += SCALAR_WORDS) {
    const input = at % inputs.length
    let sum = 0
    for (let word = 0; word < SCALAR_WORDS; word++) {
      sum +=
        (zeros[at + word] as number) -
        (ones[at + word] as number) +
        (inputs[input + word] as number)
      masked[at + word] = sum
      sum = Math.floor(sum / WORD)
    }
    bringBack(masked, at, sum)
  }
  return masked
}

/** Adds `masked` to the shares in rows whose bit is one, and nothing in the others; in place. */
export const addChosen = (
  shares: Uint32Array,
  masked: Uint32Array,
  rowWords: number,
  bitOf: (row: number) => number,
): Uint32Array => {
  for (let at = 0; at < shares.length; at += SCALAR_WORDS) {
    const mask = -bitOf(Math.floor(at / rowWords))
    let sum = 0
    for (let word = 0; word < SCALAR_WORDS; word++) {
      sum += (shares[at + word] as number) + (((masked[at + word] as number) & mask) >>> 0)
      shares[at + word] = sum
      sum = Math.floor(sum / WORD)
    }
    bringBack(shares, at, sum)
  }
  return shares
}

/** Twice, since the first time may carry once more; the second cannot. */
const bringBack = (scalars: Uint32Array, at: number, carry: number): void => {
  addCarry(scalars, at, addCarry(scalars, at, carry))
}

const addCarry = (scalars: Uint32Array, at: number, carry: number): number => {
  let sum = 0
  for (let word = 0; word < SCALAR_WORDS; word++) {
    sum += (scalars[at + word] as number) + carry * (CARRY[word] as number)
    scalars[at + word] = sum
    sum = Math.floor(sum / WORD)
  }
  return sum
}
