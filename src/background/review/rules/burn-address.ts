import { recipientsIn } from './actions-in.ts'
import { warn, type Rule } from './rule.ts'

/** Nobody has the key of these; the first addresses are the chain's own functions. */
export const isBurnAddress = (address: string): boolean =>
  /^0x(?:0{38}[0-9a-f]{2}|0{36}dead|dead0{36}|(?:dead){10})$/i.test(address)

export const burnAddress: Rule = (subject) =>
  recipientsIn(subject)
    .filter(isBurnAddress)
    .map((address) => warn('burn-address', 'caution', { address }))
