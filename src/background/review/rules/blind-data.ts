import type { Warning } from '../../../messages/popup/action.ts'
import { fromHex } from '../../../payloads/encoding/hex.ts'
import { printableText } from '../../../payloads/encoding/text.ts'
import type { Subject } from '../../approvals/kinds/review.ts'
import { tokenCalls } from '../explain/token-calls.ts'
import { actionsIn } from './actions-in.ts'
import { readSubjectData } from './read-subject-data.ts'
import { warn, type Rule } from './rule.ts'

/** What nobody can judge by reading it. */
export const blindData: Rule = (subject) => {
  switch (subject.kind) {
    case 'transaction':
      return blindCalls(subject)
    case 'message': {
      const bytes = fromHex(subject.bytes)
      if (bytes.length === 0 || bytes.length === 32 || printableText(bytes) !== undefined) return []
      return [warn('blind-data', 'caution', { why: 'bytes', selector: '', contract: '' })]
    }
    case 'typed-data':
      return readSubjectData(subject) === undefined
        ? [warn('blind-data', 'caution', { why: 'typed-data', selector: '', contract: '' })]
        : []
    default:
      return []
  }
}

const blindCalls = (subject: Subject & { kind: 'transaction' }): readonly Warning[] => {
  const { simulation } = subject
  // What comes of it is known, even if what it says is not.
  const isSeen = simulation.state === 'known' && simulation.reverts === undefined
  return actionsIn(subject).flatMap((action) => {
    if (action.kind !== 'call' || action.arguments !== undefined) return []
    const { selector, contract, signature } = action
    if (signature === undefined) {
      const level = isSeen ? 'note' : 'caution'
      return [warn('blind-data', level, { why: 'unknown-function', selector, contract })]
    }
    // Old contracts read what ours refuses: somebody may be hiding an approval.
    const level = Object.hasOwn(tokenCalls, signature) ? 'danger' : 'caution'
    return [warn('blind-data', level, { why: 'arguments', selector, contract })]
  })
}
