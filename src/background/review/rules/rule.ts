import type { Warning } from '../../../messages/popup/action.ts'
import type { WarningFacts, WarningRule } from '../../../messages/popup/warning-rule.ts'
import type { Subject } from '../../approvals/kinds/review.ts'
import type { Context } from './context.ts'

/** Looks at one thing alone, offline, and says nothing where there is nothing to say. */
export type Rule = (subject: Subject, context: Context) => readonly Warning[]

export const warn = <Name extends WarningRule>(
  rule: Name,
  level: Warning['level'],
  facts: WarningFacts[Name],
): Warning => ({ rule, level, facts })
