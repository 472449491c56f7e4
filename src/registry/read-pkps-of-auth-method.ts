import type { Address, Hex, PublicClient } from 'viem'
import { pkpPermissionsAbi } from './abi/pkp-permissions.ts'
import type { At } from './contracts.ts'

const page = 100n

/**
 * The PKPs that permit an auth method. Being listed says nothing about who controls them: anybody
 * may list a stranger's login.
 */
export async function readPkpsOfAuthMethod(
  client: PublicClient,
  permissions: Address,
  method: { readonly authMethodType: bigint; readonly id: Hex },
  at: At,
  most = 1000n,
): Promise<readonly bigint[]> {
  const found: bigint[] = []
  for (let start = 0n; start < most; start += page) {
    const [tokenIds, total] = await client.readContract({
      abi: pkpPermissionsAbi,
      address: permissions,
      functionName: 'getTokenIdsForAuthMethodInRange',
      args: [method.authMethodType, method.id, start, start + page],
      ...at,
    })
    found.push(...tokenIds)
    if (start + page >= total) break
  }
  return found.slice(0, Number(most))
}
