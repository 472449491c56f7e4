import { sameAddress } from '../same-address.ts'
import { recipientsIn } from './actions-in.ts'
import type { Context, Named } from './context.ts'
import { isKnown } from './new-recipient.ts'
import { warn, type Rule } from './rule.ts'

const SEEN = 4

/** The digits that people compare, when they compare. */
const ends = (address: string): string => {
  const digits = address.toLowerCase().slice(2)
  return digits.slice(0, SEEN) + digits.slice(-SEEN)
}

const known = ({ contacts, own, recipients }: Context): readonly Named[] => [
  ...contacts,
  ...own,
  ...recipients.map((address) => ({ address, name: '' })),
]

/** Somebody had an address made that looks like one the person uses, and waits for a slip. */
export const lookAlikeRecipient: Rule = (subject, context) =>
  recipientsIn(subject)
    .filter((address) => !isKnown(address, context))
    .flatMap((address) => {
      const like = known(context).find(
        (one) => ends(one.address) === ends(address) && !sameAddress(one.address, address),
      )
      if (like === undefined) return []
      const { address: other, name } = like
      return [warn('look-alike-recipient', 'danger', { address, like: other, name })]
    })
