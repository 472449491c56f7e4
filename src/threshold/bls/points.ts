import { bls12_381 as curve } from '@noble/curves/bls12-381.js'
import { UsageError } from '../errors.ts'
import type { Point } from '../groups/group.ts'

export const G1 = curve.G1.Point
export const G2 = curve.G2.Point

export type G1Point = typeof G1.BASE
export type G2Point = typeof G2.BASE

/** A protocol's point as the pairing wants it; one of another group would be a caller's mistake. */
export const inG1 = (point: Point): G1Point => {
  if (point instanceof G1) return point
  throw new UsageError('bad-parameters', 'a point of G1 is wanted here')
}

export const inG2 = (point: Point): G2Point => {
  if (point instanceof G2) return point
  throw new UsageError('bad-parameters', 'a point of G2 is wanted here')
}
