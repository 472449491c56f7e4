import { canonicalBytes } from './canonical.ts'

/**
 * What the network key says of a key that the nodes made, for the purpose `pkp-public-key`. No
 * wallet shows an address without it, whatever an RPC answers.
 */
export const pkpStatementBytes = (said: {
  readonly nodeSet: string
  /** As in the registry: 2 is ECDSA on secp256k1. */
  readonly keyType: number
  readonly publicKey: `0x${string}`
}): Uint8Array => canonicalBytes('pkp', said)
