import { canonicalHash } from '../../protocol/canonical.ts'
import type { AnyKind } from './any-kind.ts'
import type { AskedBy } from './approval.ts'

/** Of what is agreed to, and for whom: an answer names it, so it cannot be for something else. */
export const boundHash = (
  { name, bound }: Pick<AnyKind, 'name' | 'bound'>,
  { origin }: AskedBy,
  body: unknown,
): string => canonicalHash('approval', { kind: name, origin, bound: bound(body) })
