import type { Action } from '../../../messages/popup/action.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { coinWords, tokenWords } from '../parts/amount-words.ts'
import { plainName } from '../parts/plain-name.ts'
import { tokenName } from '../parts/symbol-of.ts'

type Coin = { readonly symbol: string; readonly decimals: number }

const words = approvals.actions

/** What it comes to, in one line. */
export const actionTitle = (action: Action, coin: Coin): string => {
  switch (action.kind) {
    case 'send-coins':
      return words.send(coinWords(action.amount, coin))
    case 'send-token':
      return sendTitle(action)
    case 'approve':
      return action.allowance.amount === '0' && !action.allowance.unlimited
        ? words.takeBack(tokenName(action.token))
        : words.allow(tokenName(action.token))
    case 'approve-nft':
      return words.allowNft(tokenName(action.token), action.tokenId)
    case 'approve-all':
      return action.approved
        ? words.allowAll(tokenName(action.token))
        : words.takeBackAll(tokenName(action.token))
    case 'wrap':
      return words.wrap(coinWords(action.amount, coin))
    case 'unwrap':
      return words.unwrap(tokenWords(action.amount, action.token))
    case 'deploy':
      return words.deploy
    case 'call':
      return callTitle(action)
    default:
      return words.batch(action.actions.length)
  }
}

const sendTitle = ({
  token,
  amount,
  tokenId,
}: Extract<Action, { readonly kind: 'send-token' }>): string =>
  tokenId === undefined
    ? words.send(tokenWords(amount, token))
    : words.sendToken(tokenName(token), plainName(tokenId, 12))

const callTitle = ({ signature }: Extract<Action, { readonly kind: 'call' }>): string => {
  const name = signature?.slice(0, signature.indexOf('('))
  return name === undefined || name === '' ? words.call : words.callNamed(plainName(name, 32))
}
