import type { Warning } from '../../../messages/popup/action.ts'
import type { Ask } from '../../../messages/popup/approval-view.ts'
import type { Choose } from '../page/use-approval-actions.ts'

/** What every kind of ask is shown with. */
export type AskProps<Kind extends Ask['kind'] = Ask['kind']> = {
  readonly ask: Extract<Ask, { readonly kind: Kind }>
  readonly origin: string
  readonly warnings: readonly Warning[]
  readonly choose: Choose
  /** It is under way or being changed: nothing more to choose. */
  readonly still: boolean
}
