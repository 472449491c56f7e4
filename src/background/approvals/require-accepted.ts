import type { Warning } from '../../messages/popup/action.ts'
import { WalletProblem } from '../problem.ts'
import type { Choices } from './kind.ts'

/** A danger takes a deliberate step of its own, whatever page of ours sends the answer. */
export const requireAccepted = (
  warnings: readonly Warning[] | undefined,
  { accepted = [] }: Choices,
): void => {
  if (warnings === undefined) {
    throw new WalletProblem('changed-meanwhile', 'it is still being looked at: wait a moment')
  }
  const open = warnings.find(({ level, rule }) => level === 'danger' && !accepted.includes(rule))
  if (open === undefined) return
  throw new WalletProblem('changed-meanwhile', `${open.rule} has to be accepted first`)
}
