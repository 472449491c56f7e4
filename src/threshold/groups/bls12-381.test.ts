import { bls12_381 } from '@noble/curves/bls12-381.js'
import { describe, expect, test } from 'vitest'
import {
  aboveModulusG1,
  identityG1,
  identityG2,
  offG1,
  outsideG1,
  outsideG2,
} from '../../../test/support/bad-points.ts'
import { concat } from '../encoding/bytes.ts'
import { bls12381G1, bls12381G2 } from './bls12-381.ts'

const flip = (bytes: Uint8Array, mask: number): Uint8Array =>
  bytes.map((byte, i) => (i === 0 ? byte ^ mask : byte))

describe.each([
  [bls12381G1, bls12_381.G1.Point.BASE, outsideG1(), identityG1()],
  [bls12381G2, bls12_381.G2.Point.BASE, outsideG2(), identityG2()],
] as const)('decodePoint of $name', (group, base, outside, identity) => {
  const point = base.multiply(7n)
  const whole = group.encodePoint(point)

  test('reads what encodePoint wrote, and with the other sign its negative', () => {
    expect(group.decodePoint(whole).equals(point)).toBe(true)
    expect(group.decodePoint(flip(whole, 0x20)).equals(point.negate())).toBe(true)
  })

  test.each(
    Object.entries({
      'a point outside the subgroup': [outside, 'non-canonical-point'],
      'the identity': [identity, 'identity-point'],
      'the identity with a sign': [flip(identity, 0x20), 'non-canonical-point'],
      'the identity with an x': [
        identity.map((byte, i) => (i === 47 ? 1 : byte)),
        'non-canonical-point',
      ],
      'a point that says it is the identity': [flip(whole, 0x40), 'non-canonical-point'],
      'a compressed point that says it is not': [flip(whole, 0x80), 'non-canonical-point'],
      'the uncompressed form': [point.toBytes(false), 'wrong-length'],
      'a byte less': [whole.subarray(1), 'wrong-length'],
      'a byte more': [concat(whole, new Uint8Array(1)), 'wrong-length'],
      'no bytes': [new Uint8Array(), 'wrong-length'],
      zeros: [new Uint8Array(group.pointLength), 'non-canonical-point'],
      ones: [new Uint8Array(group.pointLength).fill(0xff), 'non-canonical-point'],
    } as const),
  )('refuses %s', (_, [bytes, code]) => {
    expect(() => group.decodePoint(bytes)).toThrow(
      expect.objectContaining({ name: 'EncodingError', code }),
    )
  })
})

describe('decodePoint of the first group alone', () => {
  test('refuses an x that no point has', () => {
    expect(() => bls12381G1.decodePoint(offG1())).toThrow(
      expect.objectContaining({ code: 'non-canonical-point' }),
    )
  })

  test('refuses an x above the modulus', () => {
    expect(() => bls12381G1.decodePoint(aboveModulusG1())).toThrow(
      expect.objectContaining({ code: 'non-canonical-point' }),
    )
  })
})
