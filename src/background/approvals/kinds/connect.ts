import * as z from 'zod'
import type { Warning } from '../../../messages/popup/action.ts'
import { WalletProblem } from '../../problem.ts'
import type { Sites } from '../../sites/sites.ts'
import type { ApprovalKind } from '../kind.ts'
import type { Review } from './review.ts'

const body = z.strictObject({
  chainId: z.string(),
  /** What is offered first: those the site has already, or the selected one. */
  accounts: z.array(z.string()),
  warnings: z.custom<readonly Warning[]>().optional(),
})
export type ConnectBody = z.infer<typeof body>

type ConnectParts = {
  readonly sites: Pick<Sites, 'connect'>
  readonly accounts: {
    find(address: string): { readonly address: string; readonly mayUse: string } | undefined
    readonly selected: string | undefined
  }
  readonly review: Pick<Review, 'judge'>
}

/** Which accounts a site may see. They are chosen by the person, so only the site is bound. */
export const connectKind = ({
  sites,
  accounts,
  review,
}: ConnectParts): ApprovalKind<ConnectBody> => ({
  name: 'connect',
  body,
  queues: false,
  bound: ({ chainId }) => ({ chainId }),
  warnings: ({ warnings }) => warnings,
  show: ({ chainId, accounts: asked }) => ({
    kind: 'connect',
    chainId,
    accounts: offered(asked, accounts.selected),
  }),
  async current(control) {
    if (control.body.warnings !== undefined) return
    const warnings = await review.judge(control.by, { kind: 'connect' })
    await control.change((now) => ({ ...now, warnings }), 'shown')
  },
  async finish({ by, body: { chainId, accounts: asked } }, choices) {
    const chosen = choices.accounts ?? offered(asked, accounts.selected)
    if (chosen.length === 0) {
      throw new WalletProblem('bad-input', 'choose at least one account, or reject the request')
    }
    const granted = chosen.map((address) => {
      const account = accounts.find(address)
      if (account !== undefined && account.mayUse !== 'nothing') return account.address
      throw new WalletProblem('bad-input', 'one of the accounts cannot be used: choose others')
    })
    const once = [...new Set(granted)]
    await sites.connect(by.origin, { title: by.title, icon: by.icon, accounts: once, chainId })
    return once
  },
})

/** Who was asked before there was an account has made one since. */
const offered = (asked: readonly string[], selected: string | undefined): readonly string[] =>
  asked.length > 0 || selected === undefined ? asked : [selected]
