import type { Address } from 'viem'
import type { Hex } from '../../payloads/encoding/hex.ts'
import type { CertifiedIdentity } from '../../protocol/certificate.ts'
import type { PermittedAuthMethod, Pkp } from '../../registry/pkp.ts'
import { ethAddressOf } from './addresses.ts'
import { controlOf, type Control } from './control.ts'
import type { VerifiedKey } from './join-key.ts'

/** A PKP that a session may use, or that lists its login. */
export type Key = Control & {
  /** Uncompressed; the network key has signed for it. */
  readonly publicKey: Hex
  readonly tokenId: bigint
  readonly ethAddress: Address
  readonly permitted: readonly PermittedAuthMethod[]
  /** Unix time in seconds; sessions made before it cannot use the key. */
  readonly sessionsValidFrom: number
}

/** The address comes from the verified key, never from the registry. */
export const keyOf = (
  pkp: Pkp,
  { publicKey }: VerifiedKey,
  identities: readonly CertifiedIdentity[],
): Key => {
  const ethAddress = ethAddressOf(publicKey)
  return {
    ...controlOf({ ...pkp, publicKey, ethAddress }, identities),
    publicKey,
    tokenId: pkp.tokenId,
    ethAddress,
    permitted: pkp.permitted,
    sessionsValidFrom: Number(pkp.sessionsValidFrom),
  }
}
