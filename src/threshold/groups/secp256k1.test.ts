import { secp256k1 as curve } from '@noble/curves/secp256k1.js'
import { describe, expect, test } from 'vitest'
import { concat } from '../encoding/bytes.ts'
import { encodeScalar } from './scalar.ts'
import { compress, coordinates, decompress, normalize, secp256k1 } from './secp256k1.ts'

const { Point } = curve
const point = Point.BASE.multiply(7n)
const whole = secp256k1.encodePoint(point)
const { x, y } = point.toAffine()
const uncompressed = (prefix: number, x: bigint, y: bigint): Uint8Array =>
  concat(new Uint8Array([prefix]), encodeScalar(x), encodeScalar(y))

/** y² = x³ + 7 has small solutions in x, so that x + p still fits in 32 bytes. */
const small = ((): { x: bigint; y: bigint } => {
  for (let x = 1n; ; x++) {
    try {
      return Point.fromBytes(concat(new Uint8Array([2]), encodeScalar(x))).toAffine()
    } catch {
      // Not on the curve: the next x.
    }
  }
})()

describe('decodePoint of secp256k1', () => {
  test('reads what encodePoint wrote', () => {
    expect(secp256k1.decodePoint(whole).equals(point)).toBe(true)
    expect(secp256k1.decodePoint(uncompressed(4, x, y)).equals(point)).toBe(true)
    const again = secp256k1.decodePoint(uncompressed(4, small.x, small.y))
    expect(again.equals(Point.fromAffine(small))).toBe(true)
  })

  const parity = Number(y & 1n)
  test.each(
    Object.entries({
      'the hybrid form': [uncompressed(6 + parity, x, y), 'non-canonical-point'],
      'the hybrid form of the other y': [uncompressed(7 - parity, x, y), 'non-canonical-point'],
      'a prefix that means nothing': [uncompressed(5, x, y), 'non-canonical-point'],
      'the compressed form': [point.toBytes(true), 'wrong-length'],
      'a byte less': [whole.subarray(0, 64), 'wrong-length'],
      'a byte more': [concat(whole, new Uint8Array(1)), 'wrong-length'],
      'no bytes': [new Uint8Array(), 'wrong-length'],
      'a point off the curve': [uncompressed(4, x, y + 1n), 'non-canonical-point'],
      'an x above the modulus': [
        uncompressed(4, small.x + Point.Fp.ORDER, small.y),
        'non-canonical-point',
      ],
      'the x of another curve': [uncompressed(4, 0n, 1n), 'non-canonical-point'],
      zeros: [new Uint8Array(65), 'non-canonical-point'],
      'the identity of SEC 1': [new Uint8Array(1), 'wrong-length'],
    } as const),
  )('refuses %s', (_, [bytes, code]) => {
    expect(() => secp256k1.decodePoint(bytes)).toThrow(
      expect.objectContaining({ name: 'EncodingError', code }),
    )
  })
})

describe('decompress', () => {
  const short = compress(point)
  const compressed = (prefix: number, x: bigint): Uint8Array =>
    concat(new Uint8Array([prefix]), encodeScalar(x))

  test('reads what compress wrote, and with the other prefix its negative', () => {
    expect(decompress(short).equals(point)).toBe(true)
    expect(decompress(compressed(3 - Number(y & 1n), x)).equals(point.negate())).toBe(true)
  })

  test.each(
    Object.entries({
      'the uncompressed form': [whole, 'wrong-length'],
      'a hybrid prefix': [compressed(6, x), 'non-canonical-point'],
      'an uncompressed prefix': [compressed(4, x), 'non-canonical-point'],
      'an x above the modulus': [compressed(2, small.x + Point.Fp.ORDER), 'non-canonical-point'],
      'an x that no point has': [compressed(2, 5n), 'non-canonical-point'],
      zeros: [new Uint8Array(33), 'non-canonical-point'],
    } as const),
  )('refuses %s', (_, [bytes, code]) => {
    expect(() => decompress(bytes)).toThrow(
      expect.objectContaining({ name: 'EncodingError', code }),
    )
  })
})

describe('coordinates', () => {
  test('gives x and whether y is odd, for a point and its negative', () => {
    expect(coordinates(point)).toEqual({ x, odd: (y & 1n) === 1n })
    expect(coordinates(point.negate())).toEqual({ x, odd: (y & 1n) === 0n })
  })
})

describe('normalize', () => {
  test('keeps every point, in its place', () => {
    const points = [1n, 2n, 3n].map((scalar) => point.multiply(scalar))
    const normal = normalize(points)
    expect(normal.map((same, i) => points[i]?.equals(same as typeof point))).toEqual([
      true,
      true,
      true,
    ])
  })
})
