// P-256 (FIPS 186-5): the prime-order curve on which node:crypto multiplies fast and in constant
// time. Base transfers live on it, nothing of a key does.
import { p256 } from '@noble/curves/nist.js'
import { numberToBytesBE } from '@noble/curves/utils.js'
import { wipe } from '../encoding/bytes.ts'
import { Abort, EncodingError, type PartyId } from '../errors.ts'
import { strictDecoder } from '../groups/decode.ts'
import type { Randomness } from '../primitives/primitives.ts'

export const { Point } = p256
export const { ORDER } = Point.Fn
export type P256Point = ReturnType<typeof Point.fromBytes>

/** Uncompressed, the form that both libraries take without a square root. */
export const POINT_LENGTH = 65
const SECRET_LENGTH = 32

const decodePoint = strictDecoder(POINT_LENGTH, (bytes) => Point.fromBytes(bytes))

/** Decodes a point that a party sent; one that no honest party sends aborts with its name. */
export const pointFrom = (sender: PartyId, bytes: Uint8Array): P256Point => {
  try {
    return decodePoint(bytes)
  } catch (error) {
    if (!(error instanceof EncodingError)) throw error
    throw new Abort('malformed-message', [sender], `a point from ${sender}: ${error.message}`)
  }
}

const orderBytes = numberToBytesBE(ORDER, SECRET_LENGTH)

/** Where the first difference lies is all that its time tells. */
const isBelowOrder = (secret: Uint8Array): boolean => {
  const at = secret.findIndex((byte, i) => byte !== orderBytes[i])
  return (secret[at] ?? 0) < (orderBytes[at] ?? 0)
}

/** Uniform in [1, order): drawn again instead of reduced, so that it never is a number. */
export const randomSecret = (random: Randomness): Uint8Array => {
  for (;;) {
    const secret = random(SECRET_LENGTH)
    if (isBelowOrder(secret) && secret.some((byte) => byte !== 0)) return secret
    wipe(secret)
  }
}
