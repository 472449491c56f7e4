import { normalizeZ } from '@noble/curves/abstract/curve.js'
import { secp256k1 as curve } from '@noble/curves/secp256k1.js'
import { fixedBytes, type Codec } from '../encoding/codec.ts'
import { EncodingError } from '../errors.ts'
import { strictDecoder } from './decode.ts'
import type { Group, Point as GroupPoint } from './group.ts'

const { Point } = curve

/** Uncompressed between nodes: a square root costs more than the 32 bytes it saves. */
export const secp256k1: Group = {
  name: 'secp256k1',
  order: Point.Fn.ORDER,
  base: Point.BASE,
  zero: Point.ZERO,
  pointLength: 65,
  encodePoint: (point) => point.toBytes(false),
  decodePoint: strictDecoder(65, (bytes) => Point.fromBytes(bytes)),
}

export const COMPRESSED_LENGTH = 33

export const compress = (point: GroupPoint): Uint8Array => point.toBytes(true)

export const decompress = strictDecoder(COMPRESSED_LENGTH, (bytes) => Point.fromBytes(bytes))

/** Whether these bytes are a point's compressed encoding: signed bytes need not be. */
export const isPoint = (bytes: Uint8Array): boolean => {
  try {
    return !decompress(bytes).is0()
  } catch (error) {
    if (error instanceof EncodingError) return false
    throw error
  }
}

/** Compressed where points are kept, or read only when somebody must be blamed. */
export const compressedPoint: Codec<Uint8Array> = fixedBytes(COMPRESSED_LENGTH)

/** The x-coordinate as ECDSA's r, before reduction, and whether y is odd. */
export const coordinates = (point: GroupPoint): { x: bigint; odd: boolean } => {
  const { x, y } = Point.fromBytes(point.toBytes(false)).toAffine()
  return { x, odd: (y & 1n) === 1n }
}

/** The same points with z = 1, for one inversion in all: encoding them is then cheap. */
export const normalize = (points: readonly GroupPoint[]): GroupPoint[] =>
  normalizeZ(Point, points as (typeof Point.BASE)[])
