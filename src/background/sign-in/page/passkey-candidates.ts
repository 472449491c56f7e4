import { p256 } from '@noble/curves/nist.js'
import { concatBytes } from '@noble/curves/utils.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { fromHex, toHex, type Hex } from '../../../payloads/encoding/hex.ts'
import type { PasskeyAnswer } from './page-answer.ts'

/**
 * The public keys, in COSE, that a passkey's signature may be of. No browser tells the key of a
 * passkey that is used, but its signature leaves two of them, one of which it is.
 */
export const passkeyCandidates = (
  answer: Pick<PasskeyAnswer, 'authenticatorData' | 'clientData' | 'signature'>,
): readonly Hex[] => {
  const data = fromHex(answer.authenticatorData)
  const signed = sha256(concatBytes(data, sha256(fromHex(answer.clientData))))
  return [0, 1].flatMap((bit) => {
    try {
      const signature = p256.Signature.fromBytes(fromHex(answer.signature), 'der')
      const point = signature.addRecoveryBit(bit).recoverPublicKey(signed)
      return [coseOf(point.toBytes(false))]
    } catch {
      // No ES256 signature, or a nonce that has only one point.
      return []
    }
  })
}

/** ES256 in the one encoding that nodes take. */
const coseOf = (point: Uint8Array): Hex =>
  toHex(
    concatBytes(
      fromHex('0xa5010203262001215820'),
      point.subarray(1, 33),
      fromHex('0x225820'),
      point.subarray(33),
    ),
  )
