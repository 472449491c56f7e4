import { secp256k1 } from '@noble/curves/secp256k1.js'
import { PayloadError } from '../errors.ts'

export type Signature = { readonly r: bigint; readonly s: bigint; readonly yParity: 0 | 1 }

const order = secp256k1.Point.Fn.ORDER

/** Chains take r and s in range, and of s and its negative the lower (EIP-2). */
export const checkSignature = ({ r, s, yParity }: Signature): void => {
  if (r <= 0n || r >= order) throw new PayloadError('bad-signature', 'r is not in range')
  if (s <= 0n || s > order / 2n) {
    throw new PayloadError('bad-signature', 's is not in the lower half of its range')
  }
  if (yParity !== 0 && yParity !== 1) {
    throw new PayloadError('bad-signature', 'the parity of y is 0 or 1')
  }
}
