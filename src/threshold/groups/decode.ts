import { EncodingError } from '../errors.ts'
import type { Point } from './group.ts'

/**
 * Turns a library's decoder into ours: one length, one encoding, and no identity. That the point is
 * on its curve and in the subgroup is the library's to refuse, which each group's tests hold it to.
 */
export const strictDecoder =
  <P extends Point>(length: number, parse: (bytes: Uint8Array) => P) =>
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
    return point
  }
