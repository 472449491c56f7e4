import { bls12_381 as curve } from '@noble/curves/bls12-381.js'
import { strictDecoder } from './decode.ts'
import type { Group } from './group.ts'

const G1 = curve.G1.Point
const G2 = curve.G2.Point

/** Where signatures live: the small group, so that a share costs a node the least. */
export const bls12381G1: Group = {
  name: 'bls12-381-g1',
  order: G1.Fn.ORDER,
  base: G1.BASE,
  zero: G1.ZERO,
  pointLength: 48,
  encodePoint: (point) => point.toBytes(true),
  decodePoint: strictDecoder(48, (bytes) => G1.fromBytes(bytes)),
}

/** Where public keys live. */
export const bls12381G2: Group = {
  name: 'bls12-381-g2',
  order: G2.Fn.ORDER,
  base: G2.BASE,
  zero: G2.ZERO,
  pointLength: 96,
  encodePoint: (point) => point.toBytes(true),
  decodePoint: strictDecoder(96, (bytes) => G2.fromBytes(bytes)),
}
