import { sameAddress } from '../same-address.ts'
import { recipientsIn } from './actions-in.ts'
import { isBurnAddress } from './burn-address.ts'
import type { Context } from './context.ts'
import { warn, type Rule } from './rule.ts'

export const isKnown = (address: string, { contacts, own, recipients }: Context): boolean =>
  [...contacts, ...own].some((one) => sameAddress(one.address, address)) ||
  recipients.some((one) => sameAddress(one, address))

export const newRecipient: Rule = (subject, context) =>
  recipientsIn(subject)
    .filter((address) => !isKnown(address, context) && !isBurnAddress(address))
    .map((address) => warn('new-recipient', 'note', { address }))
