/**
 * Threshold BLS: every share is the signature under that party's share of the key.
 *
 * @see https://www.iacr.org/archive/pkc2003/25670031/25670031.pdf
 */
import { UsageError } from '../errors.ts'
import { bls12381G1 } from '../groups/bls12-381.ts'
import type { Point } from '../groups/group.ts'
import { decodeScalar } from '../groups/scalar.ts'
import type { Randomness } from '../primitives/primitives.ts'
import { publicKey, type KeyShare } from '../sharing/key-share.ts'
import { decryptionIdentity } from './decryption-identity.ts'
import { proveShare } from './dleq.ts'
import type { G1Point } from './points.ts'
import { hashForPurpose, type BlsPurpose } from './purpose.ts'
import type { BlsShare } from './share.ts'
import { checkNetworkKey } from './sharing.ts'

const multiplyByShare = ({ sharing, secret }: KeyShare, hashed: G1Point): Point => {
  checkNetworkKey(sharing)
  const scalar = decodeScalar(secret, bls12381G1.order)
  if (scalar === 0n) throw new UsageError('refused', 'a share of zero signs nothing')
  return hashed.multiply(scalar)
}

/** Without a proof, which costs more than the share itself and is wanted only where one failed. */
export const signBlsShare = (
  keyShare: KeyShare,
  purpose: BlsPurpose,
  message: Uint8Array,
): BlsShare => ({
  party: keyShare.self,
  signature: multiplyByShare(keyShare, hashForPurpose(purpose, message)),
})

/** The same share, with the proof that this party's part of the key made it. */
export const proveBlsShare = (
  keyShare: KeyShare,
  purpose: BlsPurpose,
  message: Uint8Array,
  random: Randomness,
): BlsShare => {
  const { sharing, self: party, secret } = keyShare
  const hashed = hashForPurpose(purpose, message)
  const signature = multiplyByShare(keyShare, hashed)
  const statement = { sharing, party, hashed, signature }
  return { party, signature, proof: proveShare(statement, secret, random) }
}

/** A part of the key that opens what was encrypted under `policy`. */
export const ibeDecryptionShare = (keyShare: KeyShare, policy: Uint8Array): BlsShare =>
  signBlsShare(keyShare, 'decryption', decryptionIdentity(publicKey(keyShare.sharing), policy))
