import type { Action } from '../../../messages/popup/action.ts'
import type { Subject } from '../../approvals/kinds/review.ts'

const flatten = (action: Action): readonly Action[] =>
  action.kind === 'batch' ? action.actions.flatMap(flatten) : [action]

/** Every single thing that is done, however deep it is packed. */
export const actionsIn = (subject: Subject): readonly Action[] => {
  if (subject.kind === 'transaction') return flatten(subject.action)
  return subject.kind === 'typed-data' ? subject.actions.flatMap(flatten) : []
}

/** To whom coins or tokens go that the person means to send: a contract that is called is none. */
export const recipientsIn = (subject: Subject): readonly string[] => {
  const called = subject.kind === 'transaction' && subject.call.data !== '0x' ? subject.call.to : ''
  const found = actionsIn(subject).flatMap((action) => {
    if (action.kind === 'send-token') return [action.to]
    if (action.kind !== 'send-coins') return []
    return action.to.toLowerCase() === called?.toLowerCase() ? [] : [action.to]
  })
  return Array.from(new Set(found))
}

/** Who could take something later. */
export const spendersIn = (subject: Subject): readonly string[] =>
  actionsIn(subject).flatMap((action): readonly string[] => {
    switch (action.kind) {
      case 'approve':
        return action.allowance.amount === '0' ? [] : [action.spender]
      case 'approve-nft':
        return /^0x0{40}$/.test(action.spender) ? [] : [action.spender]
      case 'approve-all':
        return action.approved ? [action.operator] : []
      default:
        return []
    }
  })
