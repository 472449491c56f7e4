import { spendersIn } from './actions-in.ts'
import { warn, type Rule } from './rule.ts'

/** Sites let their contracts take tokens; who asks for it for an account takes them for themself. */
export const approvalToAccount: Rule = (subject, { code }) =>
  spendersIn(subject).flatMap((spender) => {
    const found = code.get(spender.toLowerCase())
    if (found === undefined || found === 'contract') return []
    return [warn('approval-to-account', 'caution', { spender })]
  })
