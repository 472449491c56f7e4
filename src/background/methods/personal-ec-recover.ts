import { secp256k1 } from '@noble/curves/secp256k1.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { fromHex } from '../../payloads/encoding/hex.ts'
import { addressFromBytes } from '../../payloads/evm/address.ts'
import { personalMessageDigest } from '../../payloads/message/personal.ts'
import type { Method } from './method.ts'
import { messageBytes } from './personal-sign.ts'
import { invalid, listOf } from './read-params/params.ts'

/** `personal_ecRecover`: whose signature it is. */
export const personalEcRecover: Method = async (_context, params) => {
  const [message, signature] = listOf(params)
  if (typeof signature !== 'string' || !/^0x[0-9a-fA-F]{130}$/.test(signature)) {
    throw invalid('A signature has 65 bytes in hex behind 0x.')
  }
  const bytes = fromHex(signature)
  const v = bytes[64] ?? 0
  const recovery = v >= 27 ? v - 27 : v
  if (recovery > 1) throw invalid('The last byte of a signature is 27 or 28.')
  const digest = personalMessageDigest(messageBytes(message))
  try {
    const point = secp256k1.Signature.fromBytes(bytes.slice(0, 64), 'compact')
      .addRecoveryBit(recovery)
      .recoverPublicKey(digest)
    const address = addressFromBytes(keccak_256(point.toBytes(false).slice(1)).slice(12))
    return await Promise.resolve(address.toLowerCase())
  } catch (error) {
    throw invalid('Nobody can have made this signature.', error)
  }
}
