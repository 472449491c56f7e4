import { canonicalHash } from '../../protocol/canonical.ts'
import type { AskedBy } from './approval.ts'
import type { ApprovalKind } from './kind.ts'

/** Of what is agreed to, and for whom: an answer names it, so it cannot be for something else. */
export const boundHash = <Body>(
  { name, bound }: Pick<ApprovalKind<Body>, 'name' | 'bound'>,
  { origin }: AskedBy,
  body: Body,
): string => canonicalHash('approval', { kind: name, origin, bound: bound(body) })
