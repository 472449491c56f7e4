import { secp256k1 as curve } from '@noble/curves/secp256k1.js'
import { equalBytes } from '../encoding/bytes.ts'
import { UsageError, type PartyId } from '../errors.ts'
import { encodeScalar, invert, mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { BoundRequest } from './request.ts'
import type { SignatureShare } from './signature-share.ts'

const { order } = secp256k1

export type JoinedSignature = {
  readonly r: bigint
  readonly s: bigint
  /** Which of the possible public keys is the signer's: bit 0 the parity of y, bit 1 x >= order. */
  readonly recovery: number
}

export type Joined =
  | { readonly kind: 'signature'; readonly signature: JoinedSignature }
  /** These answered for another request than ours, whatever their shares are worth. */
  | { readonly kind: 'other-request'; readonly parties: readonly PartyId[] }
  /** The shares do not join: the signers' openings tell whose is wrong. */
  | { readonly kind: 'wrong-share' }

/**
 * Adds the shares of exactly the signer set. Nothing comes out that does not verify under the
 * caller's own digest and key, in the one form (low s) that chains accept.
 */
export const combine = (
  bound: BoundRequest,
  signers: readonly PartyId[],
  shares: readonly SignatureShare[],
): Joined => {
  const byParty = new Map(shares.map((share) => [share.party, share]))
  if (shares.length !== signers.length || !signers.every((party) => byParty.has(party))) {
    throw new UsageError('bad-parameters', 'exactly one share of every signer is needed')
  }
  const others = shares.filter(({ binding }) => !equalBytes(binding, bound.binding))
  if (others.length > 0) {
    return { kind: 'other-request', parties: others.map(({ party }) => party) }
  }
  const u = mod(
    shares.reduce((sum, share) => sum + share.u, 0n),
    order,
  )
  const w = mod(
    shares.reduce((sum, share) => sum + share.w, 0n),
    order,
  )
  if (u === 0n || w === 0n) return { kind: 'wrong-share' }
  const signature = lowS({
    r: bound.r,
    s: mod(w * invert(u, order), order),
    recovery: bound.recovery,
  })
  const valid = verifySignature(
    signature,
    encodeScalar(bound.message),
    bound.tweakedKey.toBytes(false),
  )
  return valid ? { kind: 'signature', signature } : { kind: 'wrong-share' }
}

const lowS = ({ r, s, recovery }: JoinedSignature): JoinedSignature =>
  s > order >> 1n ? { r, s: order - s, recovery: recovery ^ 1 } : { r, s, recovery }

/** 64 bytes, r then s. */
export const compactSignature = ({ r, s }: JoinedSignature): Uint8Array => {
  const bytes = new Uint8Array(64)
  bytes.set(encodeScalar(r))
  bytes.set(encodeScalar(s), 32)
  return bytes
}

/** Strict: high s, r or s out of range and foreign encodings are refused. */
export const verifySignature = (
  signature: Pick<JoinedSignature, 'r' | 's'>,
  digest: Uint8Array,
  key: Uint8Array,
): boolean => {
  const { r, s } = signature
  if (r <= 0n || r >= order || s <= 0n || s > order >> 1n) return false
  return curve.verify(compactSignature({ r, s, recovery: 0 }), digest, key, {
    prehash: false,
    lowS: true,
  })
}
