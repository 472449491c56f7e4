import { toHex, type Hex } from '../encoding/hex.ts'
import { bytesToInteger, UINT256_LIMIT } from '../encoding/integer.ts'
import { PayloadError } from '../errors.ts'
import { addressFromBytes, type Address } from './address.ts'
import type { Rlp } from './rlp.ts'

export const rlpList = (value: Rlp | undefined, what: string, length?: number): readonly Rlp[] => {
  if (value === undefined || value instanceof Uint8Array) {
    throw new PayloadError('bad-shape', `${what} must be a list`)
  }
  if (length !== undefined && value.length !== length) {
    throw new PayloadError('bad-shape', `${what} has ${length} fields, not ${value.length}`)
  }
  return value
}

export const rlpBytes = (value: Rlp | undefined, what: string, length?: number): Uint8Array => {
  if (!(value instanceof Uint8Array)) {
    throw new PayloadError('bad-shape', `${what} must be bytes, not a list`)
  }
  if (length !== undefined && value.length !== length) {
    throw new PayloadError('bad-shape', `${what} has ${length} bytes, not ${value.length}`)
  }
  return value
}

export const rlpInteger = (
  value: Rlp | undefined,
  what: string,
  limit: bigint = UINT256_LIMIT,
): bigint => {
  const bytes = rlpBytes(value, what)
  if (bytes[0] === 0) throw new PayloadError('not-canonical', `${what} has leading zeros`)
  const integer = bytes.length > 32 ? limit : bytesToInteger(bytes)
  if (integer >= limit) throw new PayloadError('out-of-range', `${what} is too large`)
  return integer
}

export const rlpAddress = (value: Rlp | undefined, what: string): Address => {
  const bytes = rlpBytes(value, what)
  if (bytes.length !== 20) {
    throw new PayloadError('bad-address', `${what} has 20 bytes, not ${bytes.length}`)
  }
  return addressFromBytes(bytes)
}

export const rlpWord = (value: Rlp | undefined, what: string): Hex =>
  toHex(rlpBytes(value, what, 32))
