import * as z from 'zod'
import type { Sites } from '../../sites/sites.ts'
import type { ApprovalKind } from '../kind.ts'

const body = z.strictObject({ from: z.string(), to: z.string() })
export type SwitchChainBody = z.infer<typeof body>

/** Another chain for one site; it changes nothing for others. */
export const switchChainKind = ({
  sites,
}: {
  readonly sites: Pick<Sites, 'set'>
}): ApprovalKind<SwitchChainBody> => ({
  name: 'switch-chain',
  body,
  queues: false,
  bound: ({ from, to }) => ({ from, to }),
  warnings: () => [],
  show: ({ from, to }) => ({ kind: 'switch-chain', from, to }),
  async finish({ by, body: { to } }) {
    await sites.set(by.origin, { chainId: to })
    return null
  },
})
