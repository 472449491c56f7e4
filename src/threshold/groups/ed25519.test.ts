import { ed25519 as curve, ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js'
import { hexToBytes, numberToBytesLE } from '@noble/curves/utils.js'
import { describe, expect, test } from 'vitest'
import { concat } from '../encoding/bytes.ts'
import { ed25519 } from './ed25519.ts'

const { Point } = curve
const point = Point.BASE.multiply(7n)
const whole = ed25519.encodePoint(point)
const littleEndian = (value: bigint): Uint8Array => numberToBytesLE(value, 32)
const withSign = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte, i) => (i === 31 ? byte | 0x80 : byte))

const identity = Point.ZERO.toBytes()
const torsion = ED25519_TORSION_SUBGROUP.filter((text) => !Point.fromHex(text).is0())

describe('decodePoint of Ed25519', () => {
  test('reads what encodePoint wrote', () => {
    expect(ed25519.decodePoint(whole).equals(point)).toBe(true)
    const negative = ed25519.encodePoint(point.negate())
    expect(ed25519.decodePoint(negative).equals(point.negate())).toBe(true)
  })

  test('refuses the identity', () => {
    expect(() => ed25519.decodePoint(identity)).toThrow(
      expect.objectContaining({ name: 'EncodingError', code: 'identity-point' }),
    )
  })

  test.each(torsion)('refuses %s, a point of small order', (text) => {
    expect(() => ed25519.decodePoint(hexToBytes(text))).toThrow(
      expect.objectContaining({ name: 'EncodingError', code: 'non-canonical-point' }),
    )
  })

  test('refuses a point of the group with a point of small order added', () => {
    expect(torsion).toHaveLength(7)
    for (const text of torsion) {
      const mixed = point.add(Point.fromHex(text))
      expect(() => ed25519.decodePoint(mixed.toBytes())).toThrow(
        expect.objectContaining({ name: 'EncodingError', code: 'non-canonical-point' }),
      )
    }
  })

  test.each(
    Object.entries({
      'a byte less': [whole.subarray(0, 31), 'wrong-length'],
      'a byte more': [concat(whole, new Uint8Array(1)), 'wrong-length'],
      'no bytes': [new Uint8Array(), 'wrong-length'],
      'a y that no point has': [littleEndian(2n), 'non-canonical-point'],
      'the identity with the sign of a zero': [withSign(identity), 'non-canonical-point'],
      'the identity with the modulus added': [
        littleEndian(1n + Point.Fp.ORDER),
        'non-canonical-point',
      ],
      'a y above the modulus': [littleEndian(3n + Point.Fp.ORDER), 'non-canonical-point'],
      ones: [new Uint8Array(32).fill(0xff), 'non-canonical-point'],
    } as const),
  )('refuses %s', (_, [bytes, code]) => {
    expect(() => ed25519.decodePoint(bytes)).toThrow(
      expect.objectContaining({ name: 'EncodingError', code }),
    )
  })
})
