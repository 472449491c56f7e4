import { warn, type Rule } from './rule.ts'

export const dataToAccount: Rule = (subject, { code }) => {
  if (subject.kind !== 'transaction') return []
  const { to, data } = subject.call
  if (to === undefined || data === '0x' || code.get(to.toLowerCase()) !== 'none') return []
  return [warn('data-to-account', 'caution', { address: to })]
}
