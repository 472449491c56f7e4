import { sameAddress } from '../same-address.ts'
import { readSubjectSiwe } from './read-subject-siwe.ts'
import { warn, type Rule } from './rule.ts'

export const siweAccount: Rule = (subject) => {
  const read = readSubjectSiwe(subject)
  if (subject.kind !== 'message' || read === undefined || !('siwe' in read)) return []
  const { address: asked } = read.siwe
  const { account } = subject
  return sameAddress(asked, account) ? [] : [warn('siwe-account', 'caution', { asked, account })]
}
