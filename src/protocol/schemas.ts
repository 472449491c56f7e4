import * as z from 'zod'

type Hex = `0x${string}`

/** Hex is always lower case, so that a value has one spelling and can be compared as text. */
const hex = (fits: (digits: string) => boolean, wanted: string) =>
  z.custom<Hex>(
    (value) =>
      typeof value === 'string' && /^0x(?:[0-9a-f]{2})*$/.test(value) && fits(value.slice(2)),
    `wanted ${wanted} in lower-case hex with 0x`,
  )

export const hexBytes = (length: number) =>
  hex((digits) => digits.length === 2 * length, `${length} bytes`)

export const hexUpTo = (length: number) =>
  hex((digits) => digits.length <= 2 * length, `at most ${length} bytes`)

export const hash32 = hexBytes(32)

export const address = hexBytes(20)

/** An uncompressed point of secp256k1. */
export const publicKey = hex(
  (digits) => digits.length === 130 && digits.startsWith('04'),
  'an uncompressed public key',
)

/** A party's number. */
export const party = z.int().min(1).max(65_535)

export const epoch = z.int().min(0).max(0xffff_ffff)

/** Unix time in seconds. */
export const seconds = z.int().min(0).max(253_402_300_799)

/** A number of 256 bits, in decimal digits: JSON's numbers cannot hold it. */
export const uint256 = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,77})$/)
  .refine((digits) => BigInt(digits) < 1n << 256n, 'has more than 256 bits')

export const url = z.url({ protocol: /^https?$/ }).max(2048)
