import { actionsIn } from './actions-in.ts'
import { warn, type Rule } from './rule.ts'

export const unlimitedApproval: Rule = (subject) =>
  actionsIn(subject).flatMap((action) => {
    if (action.kind !== 'approve' || !action.allowance.unlimited) return []
    const { address: token, symbol = '' } = action.token
    return [warn('unlimited-approval', 'caution', { spender: action.spender, token, symbol })]
  })
