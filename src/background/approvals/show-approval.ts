import type { ApprovalView } from '../../messages/popup/approval-view.ts'
import type { Problem } from '../../messages/popup/problem.ts'
import type { Approval } from './approval.ts'
import type { ApprovalKind } from './kind.ts'
import type { Light } from './lights.ts'

/** What a person sees of an approval. */
export const showApproval = (
  { id, hash, revision, by, askedAt, state, needsSignIn, problem, body }: Approval,
  kind: ApprovalKind<never>,
  light: Light,
): ApprovalView => {
  const read = kind.body.parse(body)
  return {
    id,
    hash,
    revision,
    origin: by.origin,
    title: by.title,
    ...(by.icon !== undefined && { icon: by.icon }),
    ...(by.topOrigin !== undefined && { topOrigin: by.topOrigin }),
    askedAt,
    ask: kind.show(read, by),
    warnings: kind.warnings(read),
    state,
    needsSignIn,
    ...(problem !== undefined && { problem: problem as Problem }),
    ...light,
  }
}
