import { fromHex } from '../../encoding/hex.ts'
import type { Json } from '../../encoding/json.ts'
import { PayloadError } from '../../errors.ts'
import { parseAddress, type Address } from '../../evm/address.ts'

const written = /^(?:-?(?:0|[1-9][0-9]{0,77})|0x[0-9a-fA-F]{1,64})$/

/** A JSON integer, decimal digits in a string, or hex digits behind 0x. */
const readInteger = (value: Json | undefined, path: string): bigint => {
  if (typeof value === 'bigint') return value
  if (typeof value !== 'string' || !written.test(value) || value === '-0') {
    throw new PayloadError('bad-shape', `${path} is no integer: write digits, or hex behind 0x`)
  }
  return BigInt(value)
}

const between = (value: bigint, min: bigint, limit: bigint, path: string): bigint => {
  if (value < min || value >= limit) {
    throw new PayloadError('out-of-range', `${path} does not fit its type`)
  }
  return value
}

export const readUint = (value: Json | undefined, bits: number, path: string): bigint =>
  between(readInteger(value, path), 0n, 1n << BigInt(bits), path)

export const readInt = (value: Json | undefined, bits: number, path: string): bigint => {
  const limit = 1n << BigInt(bits - 1)
  return between(readInteger(value, path), -limit, limit, path)
}

export const readString = (value: Json | undefined, path: string): string => {
  if (typeof value !== 'string') throw new PayloadError('bad-shape', `${path} is no string`)
  return value
}

export const readBytes = (value: Json | undefined, path: string, size?: number): Uint8Array => {
  const bytes = fromHex(readString(value, path), path)
  if (size !== undefined && bytes.length !== size) {
    throw new PayloadError('out-of-range', `${path} has ${size} bytes, not ${bytes.length}`)
  }
  return bytes
}

export const readAddress = (value: Json | undefined, path: string): Address =>
  parseAddress(readString(value, path))

export const readBool = (value: Json | undefined, path: string): boolean => {
  if (typeof value !== 'boolean')
    throw new PayloadError('bad-shape', `${path} is not true or false`)
  return value
}
