import type { Site } from '../../approvals/kinds/review.ts'
import { hostOf } from '../hosts/host-of.ts'

/** A page that robs people may show an honest one in a frame, and have that one ask. */
export const hostsAsking = ({ origin, topOrigin }: Site): readonly string[] =>
  topOrigin === undefined ? [hostOf(origin)] : [hostOf(origin), hostOf(topOrigin)]
