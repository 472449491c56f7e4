import type { CallName } from '../../messages/popup/calls.ts'
import type { View } from '../../messages/popup/view.ts'

export type Scene = {
  readonly view: View
  readonly path: string
  readonly answers?: Partial<Record<CallName, unknown>>
  /** A look at what is pressed open, by test id or by name. */
  readonly press?: readonly string[]
}
