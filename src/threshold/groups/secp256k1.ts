import { secp256k1 as curve } from '@noble/curves/secp256k1.js'
import { strictDecoder } from './decode.ts'
import type { Group } from './group.ts'

const { Point } = curve

/** Uncompressed on the wire: a square root costs more than the 32 bytes it saves. */
export const secp256k1: Group = {
  name: 'secp256k1',
  order: Point.Fn.ORDER,
  base: Point.BASE,
  zero: Point.ZERO,
  pointLength: 65,
  encodePoint: (point) => point.toBytes(false),
  decodePoint: strictDecoder(65, (bytes) => Point.fromBytes(bytes)),
}
