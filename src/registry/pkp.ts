import type { Address, Hex } from 'viem'

export type AuthMethod = {
  readonly authMethodType: bigint
  readonly id: Hex
  readonly userPubkey: Hex
}

export type PermittedAuthMethod = AuthMethod & {
  /** The numbers of the scopes it has, ascending. */
  readonly scopes: readonly number[]
}

export type Pkp = {
  readonly tokenId: bigint
  /** Uncompressed, 65 bytes. */
  readonly publicKey: Hex
  readonly ethAddress: Address
  /** Undefined once burned: nobody can change what is permitted. */
  readonly owner: Address | undefined
  /** Unix time in seconds; sessions made before it are over. */
  readonly sessionsValidFrom: bigint
  readonly permitted: readonly PermittedAuthMethod[]
}
