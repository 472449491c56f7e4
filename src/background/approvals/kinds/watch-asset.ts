import * as z from 'zod'
import type { Tokens } from '../../tokens/tokens.ts'
import type { ApprovalKind } from '../kind.ts'

const body = z.strictObject({
  chainId: z.string(),
  standard: z.enum(['ERC20', 'ERC721', 'ERC1155']),
  address: z.string(),
  symbol: z.string(),
  decimals: z.int().min(0),
  tokenId: z.string().optional(),
})
export type WatchAssetBody = z.infer<typeof body>

/** A token to be shown from now on. */
export const watchAssetKind = ({
  tokens,
}: {
  readonly tokens: Pick<Tokens, 'add'>
}): ApprovalKind<WatchAssetBody> => ({
  name: 'watch-asset',
  body,
  queues: false,
  bound: (token) => token,
  warnings: () => [],
  show: (token) => ({ kind: 'watch-asset', ...tokenOf(token) }),
  async finish({ body: token }) {
    await tokens.add(tokenOf(token))
    return true
  },
})

const tokenOf = ({ tokenId, ...rest }: WatchAssetBody) => ({
  ...rest,
  ...(tokenId !== undefined && { tokenId }),
})
