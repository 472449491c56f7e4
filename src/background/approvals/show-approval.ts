import type { ApprovalView } from '../../messages/popup/approval-view.ts'
import type { Problem } from '../../messages/popup/problem.ts'
import type { AnyKind } from './any-kind.ts'
import type { Approval } from './approval.ts'
import type { Light } from './lights.ts'

/** What a person sees of an approval. */
export const showApproval = (
  { id, hash, revision, by, askedAt, state, left, needsSignIn, problem, body }: Approval,
  kind: AnyKind,
  light: Light,
): ApprovalView => ({
  id,
  hash,
  revision,
  origin: by.origin,
  title: by.title,
  ...(by.icon !== undefined && { icon: by.icon }),
  ...(by.topOrigin !== undefined && { topOrigin: by.topOrigin }),
  askedAt,
  ask: kind.show(body, by),
  warnings: kind.warnings(body) ?? [],
  looking: kind.warnings(body) === undefined,
  state,
  needsSignIn,
  ...(left !== undefined && { left: true }),
  ...(problem !== undefined && { problem: problem as Problem }),
  ...light,
})
