import { EncodingError } from '../errors.ts'
import type { Point } from './group.ts'

type Checked = Point & { assertValidity(): void }

/** Turns a library's decoder into ours: one length, on the curve, in the subgroup, not identity. */
export const strictDecoder =
  <P extends Checked>(length: number, parse: (bytes: Uint8Array) => P) =>
  (bytes: Uint8Array): P => {
    if (bytes.length !== length) {
      throw new EncodingError('wrong-length', `a point has ${length} bytes, not ${bytes.length}`)
    }
    const point = ((): P => {
      try {
        return parse(bytes)
      } catch {
        throw new EncodingError('non-canonical-point', 'not the one encoding of a curve point')
      }
    })()
    if (point.is0()) throw new EncodingError('identity-point', 'the identity is not allowed here')
    try {
      point.assertValidity()
    } catch {
      throw new EncodingError('non-canonical-point', 'not in the prime-order subgroup')
    }
    return point
  }
