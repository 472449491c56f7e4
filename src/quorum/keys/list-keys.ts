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
import { readOrRefuse } from '../network/read-or-refuse.ts'
import type { Session } from '../sessions/session.ts'
import { sameMethod } from './control.ts'
import { keyOf, type Key } from './key.ts'
import { readRecord } from './read-record.ts'
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
    .filter((key) => isAbout(key, identities))
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
  const found = await readOrRefuse(() => Promise.all([owned, listed]))
  return [...new Set(found.flat())]
}

/**
 * Undefined for a key that the network does not know. The RPC names a key, and is not believed in
 * anything else: that it is the nodes' own, and who may use it, is for a threshold of them to say.
 */
const readKey = async (
  network: Network,
  tokenId: bigint,
  identities: readonly CertifiedIdentity[],
  at: At,
): Promise<Key | undefined> => {
  const { chain, deployment } = network
  const { PkpPermissions } = deployment.contracts
  const named = await readOrRefuse(() => readPkp(chain.client, PkpPermissions, tokenId, at))
  const publicKey = publicKeySchema.safeParse(named.publicKey)
  return publicKey.success ? readOneKey(network, publicKey.data, identities) : undefined
}

/** One PKP by its public key, as `listKeys` has it; undefined until its mint is final. */
export const readOneKey = async (
  network: Network,
  publicKey: Hex,
  identities: readonly CertifiedIdentity[],
): Promise<Key | undefined> => {
  try {
    const verified = await verifyKey(network, publicKey)
    const record = await readRecord(network, publicKey)
    return record && keyOf(record, verified, identities)
  } catch (error) {
    if (error instanceof QuorumError && error.code === 'unverified-key') return undefined
    throw error
  }
}

/** Whether a key has anything to do with somebody, whatever an RPC says. */
const isAbout = ({ ownedBy, permitted }: Key, identities: readonly CertifiedIdentity[]): boolean =>
  ownedBy === 'you' ||
  permitted.some((method) => identities.some((identity) => sameMethod(identity, method)))
