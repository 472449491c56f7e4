/**
 * Boneh and Franklin's identity-based encryption, made safe against tampering as Fujisaki and
 * Okamoto do: a key of 32 bytes for whoever will hold the network's signature on an identity.
 *
 * @see https://crypto.stanford.edu/~dabo/papers/bfibe.pdf section 4.2
 */
import { bls12_381 as curve } from '@noble/curves/bls12-381.js'
import { wipe } from '../encoding/bytes.ts'
import { fixedBytes, type Decoded } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { UsageError } from '../errors.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import { pointCodec } from '../groups/codec.ts'
import type { Point } from '../groups/group.ts'
import type { Randomness } from '../primitives/primitives.ts'
import { decryptionIdentity } from './decryption-identity.ts'
import { exponentOf, keyMask, seedMask } from './ibe-hashes.ts'
import { G2, inG1, inG2, type G1Point } from './points.ts'
import { hashForPurpose } from './purpose.ts'

export const ENCRYPTED_KEY_LENGTH = 32

export const ibeCiphertext = record('ibe-ciphertext', {
  u: pointCodec(bls12381G2),
  v: fixedBytes(ENCRYPTED_KEY_LENGTH),
  w: fixedBytes(ENCRYPTED_KEY_LENGTH),
})

export type IbeCiphertext = Decoded<typeof ibeCiphertext>

/** The ciphertext was changed, or is for another identity or key: which one cannot be told. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError'
}

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array => a.map((byte, i) => byte ^ (b[i] ?? 0))

/** Encrypts to whoever will hold the secret multiple of `identity`. */
export const encryptToPoint = (options: {
  readonly publicKey: Point
  readonly identity: G1Point
  readonly key: Uint8Array
  readonly random: Randomness
}): IbeCiphertext => {
  const { publicKey, identity, key, random } = options
  if (key.length !== ENCRYPTED_KEY_LENGTH) {
    throw new UsageError('bad-parameters', `a key of ${ENCRYPTED_KEY_LENGTH} bytes is wanted`)
  }
  const seed = random(ENCRYPTED_KEY_LENGTH)
  const exponent = exponentOf(seed, key)
  // The exponent goes to the point, not to the pairing's value, where it would cost thrice as much.
  const shared = curve.pairing(identity.multiply(exponent), inG2(publicKey))
  const ciphertext = {
    u: G2.BASE.multiply(exponent),
    v: xor(seed, seedMask(shared)),
    w: xor(key, keyMask(seed)),
  }
  wipe(seed)
  return ciphertext
}

/** Encrypts to whoever the network will release the key of `policy` to. */
export const ibeEncrypt = (options: {
  readonly publicKey: Point
  /** The hash of what nodes will ask for before they release the key. */
  readonly policy: Uint8Array
  /** 32 bytes, for the symmetric cipher that encrypts the data itself. */
  readonly key: Uint8Array
  readonly random: Randomness
}): IbeCiphertext => {
  const { publicKey, policy, key, random } = options
  const identity = hashForPurpose('decryption', decryptionIdentity(publicKey, policy))
  return encryptToPoint({ publicKey, identity, key, random })
}

/** Opens with the key's signature on the identity; gives nothing of a ciphertext that was changed. */
export const ibeDecrypt = (decryptionKey: Point, ciphertext: IbeCiphertext): Uint8Array => {
  const { u, v, w } = ciphertext
  const seed = xor(v, seedMask(curve.pairing(inG1(decryptionKey), inG2(u))))
  const key = xor(w, keyMask(seed))
  const again = G2.BASE.multiply(exponentOf(seed, key))
  wipe(seed)
  if (again.equals(inG2(u))) return key
  wipe(key)
  throw new DecryptionError('this key does not open this ciphertext')
}
