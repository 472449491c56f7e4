import type { Asset, BalanceChange } from '../../../messages/popup/action.ts'
import { sameAddress } from '../same-address.ts'
import type { Transfer } from './transfers-in.ts'

const keyOf = (asset: Asset): string => {
  if (asset.kind === 'coin') return 'coin'
  const token = asset.token.address.toLowerCase()
  return asset.kind === 'ERC20' ? token : `${token}/${asset.tokenId}`
}

/** What an account has more or less of afterwards; what came and went again is not there. */
export const balanceChanges = (
  account: string,
  transfers: readonly Transfer[],
): readonly BalanceChange[] => {
  const sums = new Map<string, { readonly asset: Asset; readonly delta: bigint }>()
  for (const { asset, from, to, amount } of transfers) {
    const gained =
      (sameAddress(to, account) ? amount : 0n) - (sameAddress(from, account) ? amount : 0n)
    const key = keyOf(asset)
    sums.set(key, { asset, delta: (sums.get(key)?.delta ?? 0n) + gained })
  }
  return Array.from(sums.values())
    .filter(({ delta }) => delta !== 0n)
    .map(({ asset, delta }) => ({ asset, delta: String(delta) }))
}
