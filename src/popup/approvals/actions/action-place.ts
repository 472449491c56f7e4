import type { Action } from '../../../messages/popup/action.ts'
import type { Problem } from '../../../messages/popup/problem.ts'

export type ActionPlace = {
  readonly chainId: string
  readonly account: string
  /** How much a spender may take is changed through this, where it can be. */
  readonly onCap?: ((amount: string) => Promise<Problem | undefined>) | undefined
  readonly coin: { readonly symbol: string; readonly decimals: number }
}

export type ActionFactsProps<Kind extends Action['kind'] = Action['kind']> = {
  readonly action: Extract<Action, { readonly kind: Kind }>
  readonly place: ActionPlace
}
