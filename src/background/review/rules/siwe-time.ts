import { readSubjectSiwe } from './read-subject-siwe.ts'
import { warn, type Rule } from './rule.ts'

export const siweTime: Rule = (subject, { now }) => {
  const read = readSubjectSiwe(subject)
  if (read === undefined || !('siwe' in read)) return []
  const { expirationTime, notBefore } = read.siwe
  if (expirationTime !== undefined && Date.parse(expirationTime) <= now) {
    return [warn('siwe-time', 'caution', { why: 'expired', time: expirationTime })]
  }
  if (notBefore === undefined || Date.parse(notBefore) <= now) return []
  return [warn('siwe-time', 'caution', { why: 'not-yet', time: notBefore })]
}
