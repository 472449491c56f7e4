import type { TokenRef } from '../../../messages/popup/action.ts'
import { shortUnits } from '../../ui/format-units.ts'
import { tokenName } from './symbol-of.ts'

/** Amounts in a sentence; exactly they stand below it. */
export const coinWords = (
  amount: string,
  { decimals, symbol }: { readonly decimals: number; readonly symbol: string },
): string => `${shortUnits(amount, decimals)} ${symbol}`

export const tokenWords = (amount: string, token: TokenRef): string =>
  token.decimals === undefined
    ? tokenName(token)
    : coinWords(amount, { decimals: token.decimals, symbol: tokenName(token) })
