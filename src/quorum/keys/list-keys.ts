import type { Hex } from '../../payloads/encoding/hex.ts'
import type { CertifiedIdentity } from '../../protocol/certificate.ts'
import { publicKey as publicKeySchema } from '../../protocol/schemas.ts'
import { authMethodType } from '../../registry/auth-method-type.ts'
import type { At } from '../../registry/contracts.ts'
import { readPkp } from '../../registry/read-pkp.ts'
import { readPkpsOfAuthMethod } from '../../registry/read-pkps-of-auth-method.ts'
import { readPkpsOfOwner } from '../../registry/read-pkps-of-owner.ts'
import { QuorumError } from '../errors.ts'
import type { Network } from '../network/network.ts'
import type { Session } from '../sessions/session.ts'
import { keyOf, type Key } from './key.ts'
import { verifyKey } from './verify-key.ts'

/** Anybody may list a stranger's login, as often as they pay for it: only so many are looked at. */
const MOST = 200n

/**
 * The PKPs that the person of a session may use, their own first. The registry is read at a final
 * block, and what the network has not signed for is left out.
 */
export const listKeys = async (
  session: Session,
  options: {
    /** Who else the person is, so that a key of two of their logins counts as their own. */
    readonly alsoMine?: readonly CertifiedIdentity[]
  } = {},
): Promise<readonly Key[]> => {
  const { network, certificate } = session
  const identities = [certificate.identity, ...(options.alsoMine ?? [])]
  const { hash } = await network.chain.finalBlock()
  const at = { blockHash: hash, requireCanonical: true } as const
  const tokenIds = await tokensOf(network, certificate.identity, at)
  const limited = certificate.keys
  const keys = await Promise.all(
    tokenIds.map(async (tokenId) => readKey(network, tokenId, identities, at)),
  )
  return keys
    .filter((key) => key !== undefined)
    .filter(({ publicKey }) => limited === undefined || limited.includes(publicKey))
    .toSorted((a, b) => (a.control === b.control ? 0 : a.control === 'own' ? -1 : 1))
}

const tokensOf = async (
  { chain, deployment }: Network,
  identity: CertifiedIdentity,
  at: At,
): Promise<readonly bigint[]> => {
  const { PkpPermissions, PkpNft } = deployment.contracts
  const method = { authMethodType: BigInt(identity.authMethodType), id: identity.id }
  const owned =
    method.authMethodType === authMethodType.address
      ? readPkpsOfOwner(chain.client, PkpNft, identity.id, at)
      : []
  const listed = readPkpsOfAuthMethod(chain.client, PkpPermissions, method, at, MOST)
  return [...new Set((await Promise.all([owned, listed])).flat())]
}

/** Undefined for a key that the network does not know; everything else that fails is thrown. */
const readKey = async (
  network: Network,
  tokenId: bigint,
  identities: readonly CertifiedIdentity[],
  at: At,
): Promise<Key | undefined> => {
  const { chain, deployment } = network
  const pkp = await readPkp(chain.client, deployment.contracts.PkpPermissions, tokenId, at)
  const publicKey = publicKeySchema.safeParse(pkp.publicKey)
  if (!publicKey.success) return undefined
  try {
    return keyOf(pkp, await verifyKey(network, publicKey.data), identities)
  } catch (error) {
    if (error instanceof QuorumError && error.code === 'unverified-key') return undefined
    throw error
  }
}

/** One PKP by its public key, as `listKeys` has it. */
export const readOneKey = async (
  session: Session,
  publicKey: Hex,
  tokenId: bigint,
): Promise<Key | undefined> => {
  const { network, certificate } = session
  const { hash } = await network.chain.finalBlock()
  const at = { blockHash: hash, requireCanonical: true } as const
  const key = await readKey(network, tokenId, [certificate.identity], at)
  return key?.publicKey === publicKey ? key : undefined
}
