import type { TokenRef } from '../../../messages/popup/action.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { shortAddress } from '../../ui/short-address.ts'
import { plainName } from './plain-name.ts'

/** Short: a symbol is chosen by whoever made the token. */
export const symbolOf = ({ symbol }: Pick<TokenRef, 'symbol'>): string =>
  symbol === undefined || plainName(symbol) === '' ? approvals.actions.token : plainName(symbol, 16)

/** For headings, where one that nobody vouches for is told by its address. */
export const tokenName = (token: TokenRef): string =>
  token.symbol === undefined ? `token ${shortAddress(token.address)}` : symbolOf(token)
