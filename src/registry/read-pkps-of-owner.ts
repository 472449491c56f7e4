import type { Address, PublicClient } from 'viem'
import { pkpNftAbi } from './abi/pkp-nft.ts'
import type { At } from './contracts.ts'

/** The PKPs that an address owns. */
export async function readPkpsOfOwner(
  client: PublicClient,
  nft: Address,
  owner: Address,
  at: At,
): Promise<readonly bigint[]> {
  const contract = { abi: pkpNftAbi, address: nft }
  const count = await client.readContract({
    ...contract,
    functionName: 'balanceOf',
    args: [owner],
    ...at,
  })
  return Promise.all(
    Array.from({ length: Number(count) }, async (_, place) =>
      client.readContract({
        ...contract,
        functionName: 'tokenOfOwnerByIndex',
        args: [owner, BigInt(place)],
        ...at,
      }),
    ),
  )
}
