import { describe, expect, test } from 'vitest'
import { Reader } from '../encoding/reader.ts'
import { Writer } from '../encoding/writer.ts'
import { bls12381G1, bls12381G2 } from './bls12-381.ts'
import { pointCodec } from './codec.ts'
import { ed25519 } from './ed25519.ts'
import { secp256k1 } from './secp256k1.ts'

describe.each([secp256k1, ed25519, bls12381G1, bls12381G2])('pointCodec of $name', (group) => {
  const codec = pointCodec(group)
  const point = group.base.multiply(11n)
  const out = new Writer()
  codec.write(out, point)
  const bytes = out.finish()

  test('writes a point in its one length, and reads it back', () => {
    expect(bytes).toHaveLength(group.pointLength)
    expect(codec.read(new Reader(bytes)).equals(point)).toBe(true)
  })

  test('refuses a point cut short', () => {
    for (const length of [0, 1, group.pointLength - 1]) {
      expect(() => codec.read(new Reader(bytes.subarray(0, length)))).toThrow(
        expect.objectContaining({ name: 'EncodingError', code: 'truncated' }),
      )
    }
  })

  test('refuses to write the identity, or writes what it would refuse to read', () => {
    const attempt = () => {
      const identity = new Writer()
      codec.write(identity, group.zero)
      codec.read(new Reader(identity.finish()))
    }
    expect(attempt).toThrow(/identity|ZERO/)
  })
})
