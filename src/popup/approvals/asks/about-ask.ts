import type { Ask } from '../../../messages/popup/approval-view.ts'
import { approvals } from '../../strings/en/approvals.ts'
import { actionTitle } from '../actions/action-title.ts'
import { plainName } from '../parts/plain-name.ts'
import type { Names } from '../parts/use-names.ts'
import { chainOfDomain } from './chain-of-domain.ts'

export type AboutAsk = {
  readonly title: string
  /** What agreeing to it is called. */
  readonly confirm: string
  readonly account?: string | undefined
  readonly chainId?: string | undefined
  /** Whether nodes have to sign for it. */
  readonly signs: boolean
  /** Looked at so far that there is something to agree to. */
  readonly ready: boolean
}

const { titles, confirm } = approvals

/** What stands around an ask, whatever its kind. */
export const aboutAsk = (ask: Ask, names: Pick<Names, 'coin'>): AboutAsk => {
  switch (ask.kind) {
    case 'connect':
      return permission(titles.connect, confirm.connect, ask.chainId)
    case 'add-chain':
      return permission(
        ask.replaces ? titles['replace-chain'] : titles['add-chain'],
        confirm[ask.replaces ? 'change-chain' : 'add-chain'],
      )
    case 'switch-chain':
      return permission(titles['switch-chain'], confirm['switch-chain'])
    case 'watch-asset':
      return permission(titles['watch-asset'], confirm['watch-asset'], ask.chainId)
    case 'message':
      return {
        title:
          ask.siwe === undefined
            ? ask.text === undefined
              ? titles.bytes
              : titles.message
            : titles.siwe(plainName(ask.siwe.domain)),
        confirm: ask.siwe === undefined ? confirm.message : confirm.siwe,
        account: ask.account,
        signs: true,
        ready: true,
      }
    case 'typed-data': {
      const chainId = chainOfDomain(ask.domain)
      const [action] = ask.actions
      return {
        title:
          action === undefined || ask.actions.length > 1
            ? titles['typed-data'](plainName(ask.primaryType))
            : actionTitle(action, names.coin(chainId ?? '0x0')),
        confirm: action === undefined ? confirm['typed-data'] : confirm.permit,
        account: ask.account,
        chainId,
        signs: true,
        ready: true,
      }
    }
    case 'typed-data-v1':
      return {
        title: titles['typed-data-v1'],
        confirm: confirm['typed-data'],
        account: ask.account,
        signs: true,
        ready: true,
      }
    case 'transaction': {
      const { chainId, from, action, ready } = ask.transaction
      const title = actionTitle(action, names.coin(chainId))
      return { title, confirm: confirm.transaction, account: from, chainId, signs: true, ready }
    }
    default:
      return {
        title: titles.calls(ask.calls.length),
        confirm: confirm.calls,
        account: ask.account,
        chainId: ask.chainId,
        signs: true,
        ready: ask.calls.every((call) => call.ready),
      }
  }
}

const permission = (title: string, label: string, chainId?: string): AboutAsk => ({
  title,
  confirm: label,
  chainId,
  signs: false,
  ready: true,
})
