import type { TokenRef } from '../../../messages/popup/action.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { Amount } from '../../ui/amount.tsx'
import { symbolOf } from './symbol-of.ts'

type TokenAmountProps = {
  readonly amount: string
  readonly token: TokenRef
  readonly signed?: boolean
}

/** Exactly: what is agreed to is never rounded. Without decimals, in the smallest unit. */
export const TokenAmount = ({ amount, token, signed = false }: TokenAmountProps) =>
  token.decimals === undefined ? (
    <Amount
      value={amount}
      decimals={0}
      symbol={token.symbol === undefined ? approvals.actions.units : symbolOf(token)}
      signed={signed}
      exact
    />
  ) : (
    <Amount
      value={amount}
      decimals={token.decimals}
      symbol={symbolOf(token)}
      signed={signed}
      exact
    />
  )
