import { zeroAddress, type Address } from 'viem'
import type { Hex } from '../../payloads/encoding/hex.ts'
import type { WireMint } from '../../protocol/mint.ts'
import { ecdsaSecp256k1, type Mint } from '../../registry/mint.ts'
import { scope } from '../../registry/scopes.ts'
import type { Session } from '../sessions/session.ts'

/** What may be asked of a mint, beyond the usual. */
export type MintOptions = {
  /** Who owns the key; without, it owns itself, and whoever may sign anything with it manages it. */
  readonly owner?: Address
  /** Beside the session's own login, which may sign anything. */
  readonly authMethods?: WireMint['authMethods']
  readonly addresses?: WireMint['addresses']
  readonly actions?: WireMint['actions']
}

/**
 * The mint of a key for a session. The key itself is not listed as a permitted address: it is the
 * owner, which counts as much, and what is not listed need not be removed.
 */
export const composeMint = (
  { certificate, stored }: Session,
  publicKey: Hex,
  deadline: number,
  options: MintOptions = {},
): WireMint => {
  const { identity } = certificate
  const login = { ...identity, userPubkey: stored.userPubkey, scopes: [scope.signAnything] }
  return {
    keyType: 2,
    publicKey,
    owner: (options.owner ?? zeroAddress).toLowerCase() as Address,
    authMethods: [login, ...(options.authMethods ?? [])],
    addresses: options.addresses ?? [],
    actions: options.actions ?? [],
    addPkpEthAddressAsPermittedAddress: false,
    pkpEthAddressScopes: [],
    sendPkpToItself: options.owner === undefined,
    burn: false,
    deadline,
  }
}

/** As the contracts and their statements have it. */
export const registryMint = (mint: WireMint): Mint => {
  const bits = (scopes: readonly number[]): bigint[] => scopes.map(BigInt)
  return {
    ...mint,
    keyType: ecdsaSecp256k1,
    authMethods: mint.authMethods.map((method) => ({
      ...method,
      authMethodType: BigInt(method.authMethodType),
      scopes: bits(method.scopes),
    })),
    addresses: mint.addresses.map(({ account, scopes }) => ({ account, scopes: bits(scopes) })),
    actions: mint.actions.map(({ id, scopes }) => ({ id, scopes: bits(scopes) })),
    pkpEthAddressScopes: bits(mint.pkpEthAddressScopes),
    deadline: BigInt(mint.deadline),
  }
}
