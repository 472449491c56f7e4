import { actionsIn } from './actions-in.ts'
import { warn, type Rule } from './rule.ts'

export const approveAll: Rule = (subject) =>
  actionsIn(subject).flatMap((action) => {
    if (action.kind !== 'approve-all' || !action.approved) return []
    const { address: token, symbol = '' } = action.token
    return [warn('approve-all', 'caution', { operator: action.operator, token, symbol })]
  })
