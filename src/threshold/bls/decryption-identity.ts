import { hash } from '../encoding/transcript.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import type { Point } from '../groups/group.ts'

/**
 * What the network signs to release a decryption key: the key it is for, which outlives epochs,
 * and the whole policy, as its hash.
 */
export const decryptionIdentity = (networkKey: Point, policy: Uint8Array): Uint8Array =>
  hash('ibe/identity', bls12381G2.encodePoint(networkKey), policy)
