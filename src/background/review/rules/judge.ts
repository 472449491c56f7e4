import type { Warning } from '../../../messages/popup/action.ts'
import type { Subject } from '../../approvals/kinds/review.ts'
import type { Context } from './context.ts'
import { rules } from './rules.ts'

const weight = { danger: 0, caution: 1, note: 2 } as const

/** What all rules say, the worst first, and nothing twice. */
export const judge = (subject: Subject, context: Context): readonly Warning[] => {
  const found = new Map<string, Warning>()
  for (const rule of rules) {
    for (const warning of rule(subject, context)) found.set(JSON.stringify(warning), warning)
  }
  return Array.from(found.values()).sort((a, b) => weight[a.level] - weight[b.level])
}
