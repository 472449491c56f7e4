import type { Address, Hex } from 'viem'

/** One node as the registry has it. */
export type RegistryNode = {
  /** The point at which it holds its share of every key, 1 to 65,535; never another's. */
  readonly party: number
  /** Who answers for it. */
  readonly operator: Address
  /** The account whose signatures count for it on chain. */
  readonly signer: Address
  /** Ed25519, 32 bytes: signs its answers and its statements in ceremonies. */
  readonly identityKey: Hex
  /** SHA-256 of its TLS certificate's DER; all zero once revoked. */
  readonly certificate: Hex
  readonly peerUrl: string
  readonly walletUrl: string
}

export type NodeSet = {
  readonly epoch: number
  readonly threshold: number
  readonly nodes: readonly RegistryNode[]
}

/** The set of now, with what the next statement about it has to name. */
export type CurrentNodeSet = NodeSet & {
  /** Hash of the last statement. */
  readonly head: Hex
  /** BLS12-381, 96 bytes; `0x` until the first set has made it. */
  readonly networkKey: Hex
}

export const revokedCertificate: Hex = `0x${'00'.repeat(32)}`
