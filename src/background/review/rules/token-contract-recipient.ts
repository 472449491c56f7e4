import { sameAddress } from '../same-address.ts'
import { actionsIn } from './actions-in.ts'
import { warn, type Rule } from './rule.ts'

export const tokenContractRecipient: Rule = (subject) =>
  actionsIn(subject).flatMap((action) => {
    if (action.kind !== 'send-token' || !sameAddress(action.to, action.token.address)) return []
    const { address, symbol = '' } = action.token
    return [warn('token-contract-recipient', 'danger', { address, symbol })]
  })
