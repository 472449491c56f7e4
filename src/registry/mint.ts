import type { Address, Hex } from 'viem'

export type AuthMethodGrant = {
  readonly authMethodType: bigint
  readonly id: Hex
  readonly userPubkey: Hex
  readonly scopes: readonly bigint[]
}

export type AddressGrant = { readonly account: Address; readonly scopes: readonly bigint[] }

export type ActionGrant = { readonly id: Hex; readonly scopes: readonly bigint[] }

/** All that a mint does. Of `owner`, `sendPkpToItself` and `burn`, exactly one says who owns it. */
export type Mint = {
  readonly keyType: bigint
  readonly publicKey: Hex
  readonly owner: Address
  readonly authMethods: readonly AuthMethodGrant[]
  readonly addresses: readonly AddressGrant[]
  readonly actions: readonly ActionGrant[]
  readonly addPkpEthAddressAsPermittedAddress: boolean
  readonly pkpEthAddressScopes: readonly bigint[]
  readonly sendPkpToItself: boolean
  readonly burn: boolean
  /** Unix time in seconds, the last at which the mint is taken. */
  readonly deadline: bigint
}

/** ECDSA on secp256k1; other keys get numbers of their own. */
export const ecdsaSecp256k1 = 2n
