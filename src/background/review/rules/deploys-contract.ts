import { actionsIn } from './actions-in.ts'
import { warn, type Rule } from './rule.ts'

export const deploysContract: Rule = (subject) =>
  actionsIn(subject).flatMap((action) =>
    action.kind === 'deploy'
      ? [warn('deploys-contract', 'note', { bytes: String(action.bytes) })]
      : [],
  )
