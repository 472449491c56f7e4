import type { Address, PublicClient } from 'viem'
import { pkpNftAbi } from './abi/pkp-nft.ts'
import type { At } from './contracts.ts'

/** Whether a PKP was ever made of a key, be it burned since. */
export async function isMinted(
  client: PublicClient,
  nft: Address,
  tokenId: bigint,
  at: At,
): Promise<boolean> {
  return client.readContract({
    abi: pkpNftAbi,
    address: nft,
    functionName: 'isRouted',
    args: [tokenId],
    ...at,
  })
}
