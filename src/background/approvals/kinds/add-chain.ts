import * as z from 'zod'
import type { Chains } from '../../chains/chains.ts'
import { savedChain } from '../../chains/saved-chains.ts'
import type { Sites } from '../../sites/sites.ts'
import type { ApprovalKind } from '../kind.ts'

const body = z.strictObject({
  chain: savedChain,
  /** The wallet knows the chain by another RPC. */
  replaces: z.boolean(),
})
export type AddChainBody = z.infer<typeof body>

/** A chain that the wallet does not know, or another way to it; the site goes there at once. */
export const addChainKind = (parts: {
  readonly chains: Pick<Chains, 'add'>
  readonly sites: Pick<Sites, 'set'>
}): ApprovalKind<AddChainBody> => ({
  name: 'add-chain',
  body,
  queues: false,
  bound: ({ chain, replaces }) => ({ chain, replaces }),
  warnings: () => [],
  show: ({ chain: { explorerUrl, ...chain }, replaces }) => ({
    kind: 'add-chain',
    chain: {
      ...chain,
      ...(explorerUrl !== undefined && { explorerUrl }),
      custom: true,
      devnet: false,
    },
    replaces,
  }),
  async finish({ by, body: { chain } }) {
    await parts.chains.add(chain)
    await parts.sites.set(by.origin, { chainId: chain.chainId })
    return null
  },
})
