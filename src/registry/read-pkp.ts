import { zeroAddress, type Address, type PublicClient } from 'viem'
import { pkpPermissionsAbi } from './abi/pkp-permissions.ts'
import type { At } from './contracts.ts'
import { RegistryError } from './errors.ts'
import type { Pkp } from './pkp.ts'
import { scopesOf } from './scopes.ts'
import { tokenIdOf } from './token-id.ts'

/** All that a node has to know of a PKP, by one call, so that no two blocks mix in the answer. */
export async function readPkp(
  client: PublicClient,
  permissions: Address,
  tokenId: bigint,
  at: At,
): Promise<Pkp> {
  const record = await client.readContract({
    abi: pkpPermissionsAbi,
    address: permissions,
    functionName: 'getPkpRecord',
    args: [tokenId],
    ...at,
  })
  if (tokenIdOf(record.publicKey) !== tokenId) {
    throw new RegistryError('not-found', `the key read for token ${tokenId} is another token's`)
  }
  return {
    tokenId,
    publicKey: record.publicKey,
    ethAddress: record.ethAddress,
    owner: record.owner === zeroAddress ? undefined : record.owner,
    sessionsValidFrom: record.sessionsValidFrom,
    permitted: record.authMethods.map((method, place) => ({
      ...method,
      scopes: scopesOf(record.scopes[place] ?? 0n),
    })),
  }
}
