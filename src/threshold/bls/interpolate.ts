import { mulAddUnsafe, type CurvePoint, type CurvePointCons } from '@noble/curves/abstract/curve.js'
import type { PartyId } from '../errors.ts'
import { lagrangeAtZero } from '../sharing/lagrange.ts'

/** The point that a whole key would have made, from the points that its shares made. */
export const interpolateAtZero = <P extends CurvePoint<unknown, P>>(
  curve: CurvePointCons<P>,
  points: ReadonlyMap<PartyId, P>,
): P => {
  const weights = lagrangeAtZero([...points.keys()], curve.Fn.ORDER)
  return mulAddUnsafe(curve, [...points.values()], [...weights.values()])
}
