import { warn, type Rule } from './rule.ts'

export const wouldFail: Rule = (subject, { reverts }) => {
  if (subject.kind !== 'transaction') return []
  const { simulation } = subject
  const reason = simulation.state === 'known' ? simulation.reverts : reverts
  return reason === undefined ? [] : [warn('would-fail', 'caution', { reason })]
}
