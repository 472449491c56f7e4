import { secp256k1 } from '@noble/curves/secp256k1.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { addressFromBytes, type Address } from '../../../../payloads/evm/address.ts'

const LENGTH = 65

/** Whose key made a signature of 65 bytes, s in its lower half; undefined where no key can have. */
export const recoverSigner = (digest: Uint8Array, signature: Uint8Array): Address | undefined => {
  const recovery = recoveryOf(signature)
  if (recovery === undefined) return undefined
  try {
    const parsed = secp256k1.Signature.fromBytes(signature.subarray(0, 64)).addRecoveryBit(recovery)
    if (parsed.hasHighS()) return undefined
    const key = parsed.recoverPublicKey(digest).toBytes(false)
    return addressFromBytes(keccak_256(key.subarray(1)).subarray(12))
  } catch {
    return undefined
  }
}

const recoveryOf = (signature: Uint8Array): number | undefined => {
  if (signature.length !== LENGTH) return undefined
  const last = signature[64] ?? 0
  if (last <= 1) return last
  return last === 27 || last === 28 ? last - 27 : undefined
}
