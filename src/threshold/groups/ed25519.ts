import { ed25519 as curve } from '@noble/curves/ed25519.js'
import { EncodingError } from '../errors.ts'
import { strictDecoder } from './decode.ts'
import type { Group } from './group.ts'

const { Point } = curve

/** RFC 8032 without its leniency: no second encoding, nothing outside the prime-order subgroup. */
export const ed25519: Group = {
  name: 'ed25519',
  order: Point.Fn.ORDER,
  base: Point.BASE,
  zero: Point.ZERO,
  pointLength: 32,
  encodePoint: (point) => point.toBytes(),
  decodePoint: strictDecoder(32, (bytes) => {
    const point = Point.fromBytes(bytes, false)
    if (!point.isTorsionFree()) {
      throw new EncodingError('non-canonical-point', 'not in the prime-order subgroup')
    }
    return point
  }),
}
