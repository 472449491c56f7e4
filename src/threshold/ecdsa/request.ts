import { bytesToNumberBE } from '@noble/curves/utils.js'
import { uint16Bytes } from '../encoding/bytes.ts'
import { hash } from '../encoding/transcript.ts'
import { UsageError, type PartyId } from '../errors.ts'
import type { Point } from '../groups/group.ts'
import { encodeScalar, hashToScalar, mod } from '../groups/scalar.ts'
import { coordinates, secp256k1 } from '../groups/secp256k1.ts'

const { order, base } = secp256k1

export const DIGEST_LENGTH = 32
export const REQUEST_ID_LENGTH = 32

/** What one presignature is asked to sign. The digest is one that the signer computed itself. */
export type SigningRequest = {
  readonly id: Uint8Array
  readonly digest: Uint8Array
  /** Added to the key: signs for key + tweak * G. */
  readonly tweak?: bigint
}

/** All that follows from a request and a presignature's public part; wallet and signers agree on it. */
export type BoundRequest = {
  readonly message: bigint
  readonly tweak: bigint
  readonly tweakedKey: Point
  readonly delta: bigint
  /** R + delta * G, the nonce of the signature. */
  readonly nonce: Point
  readonly r: bigint
  readonly recovery: number
  /** What a presignature is bound to, for good, by its first request. */
  readonly binding: Uint8Array
  /** What the signers saw alike when they made the presignature; the binding covers it. */
  readonly transcript: Uint8Array
}

/**
 * Re-randomises the nonce with everything that is known when the message is, so that nobody could
 * have chosen a message for a nonce they knew (Groth and Shoup, ePrint 2021/1330).
 */
export const bindRequest = (
  presigned: {
    readonly headerHash: Uint8Array
    readonly transcript: Uint8Array
    readonly signers: readonly PartyId[]
    readonly key: Point
    readonly nonce: Uint8Array
  },
  request: SigningRequest,
): BoundRequest => {
  if (request.digest.length !== DIGEST_LENGTH || request.id.length !== REQUEST_ID_LENGTH) {
    throw new UsageError('bad-parameters', 'a digest and a request id have 32 bytes each')
  }
  const message = mod(bytesToNumberBE(request.digest), order)
  if (message === 0n) throw new UsageError('refused', 'the digest is zero: no hash is')
  const tweak = request.tweak ?? 0n
  if (tweak < 0n || tweak >= order) throw new UsageError('bad-parameters', 'tweak out of range')
  const tweakedKey = tweak === 0n ? presigned.key : presigned.key.add(base.multiplyUnsafe(tweak))
  if (tweakedKey.is0()) throw new UsageError('refused', 'the tweak cancels the key')

  const tweakedKeyBytes = secp256k1.encodePoint(tweakedKey)
  const messageBytes = encodeScalar(message)
  const delta = hashToScalar(
    order,
    'ecdsa/delta',
    tweakedKeyBytes,
    presigned.nonce,
    presigned.headerHash,
    messageBytes,
    request.id,
  )
  const nonce = secp256k1.decodePoint(presigned.nonce).add(base.multiplyUnsafe(delta))
  if (nonce.is0()) throw new UsageError('refused', 'the re-randomised nonce is the identity')
  const { x, odd } = coordinates(nonce)
  const r = mod(x, order)
  if (r === 0n) throw new UsageError('refused', 'the re-randomised nonce has r = 0')
  return {
    message,
    tweak,
    tweakedKey,
    delta,
    nonce,
    r,
    recovery: (odd ? 1 : 0) + (x >= order ? 2 : 0),
    binding: hash(
      'ecdsa/binding',
      tweakedKeyBytes,
      encodeScalar(tweak),
      messageBytes,
      ...presigned.signers.map(uint16Bytes),
      presigned.transcript,
      request.id,
      encodeScalar(delta),
    ),
    transcript: presigned.transcript,
  }
}
