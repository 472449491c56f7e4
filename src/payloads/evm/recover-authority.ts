import { secp256k1 } from '@noble/curves/secp256k1.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { addressFromBytes, type Address } from './address.ts'
import { authorizationDigest, type SignedAuthorization } from './authorization.ts'

/** Whose account an authorization is about: its signer; nobody's, if no key can have signed it. */
export const recoverAuthority = (authorization: SignedAuthorization): Address | undefined => {
  try {
    const { r, s, yParity } = authorization
    const key = new secp256k1.Signature(r, s, yParity).recoverPublicKey(
      authorizationDigest(authorization),
    )
    return addressFromBytes(keccak_256(key.toBytes(false).subarray(1)).subarray(12))
  } catch {
    return undefined
  }
}
