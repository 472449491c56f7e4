import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Reader } from '../encoding/reader.ts'
import { Writer } from '../encoding/writer.ts'
import { bls12381G1 } from './bls12-381.ts'
import { scalarCodec } from './codec.ts'
import { ed25519 } from './ed25519.ts'
import { decodeScalar, encodeScalar, hashToScalar, randomScalar } from './scalar.ts'
import { secp256k1 } from './secp256k1.ts'

describe.each([secp256k1, ed25519, bls12381G1])('scalars of $name', ({ order }) => {
  test('are read as they were written', () => {
    const scalar = fc.bigInt({ min: 0n, max: order - 1n })
    fc.assert(
      fc.property(scalar, (value) => decodeScalar(encodeScalar(value), order) === value),
      { numRuns: 50 },
    )
    for (const edge of [0n, 1n, order - 1n]) {
      expect(decodeScalar(encodeScalar(edge), order)).toBe(edge)
    }
  })

  test('are refused from the order upwards', () => {
    for (const above of [order, order + 1n, 2n ** 256n - 1n]) {
      expect(() => decodeScalar(encodeScalar(above), order)).toThrow(
        expect.objectContaining({ name: 'EncodingError', code: 'non-canonical-scalar' }),
      )
    }
  })

  test('are refused at any length but theirs', () => {
    for (const length of [0, 1, 31, 33, 64]) {
      expect(() => decodeScalar(new Uint8Array(length), order)).toThrow(
        expect.objectContaining({ name: 'EncodingError', code: 'wrong-length' }),
      )
    }
  })

  test('travel through their codec with the same refusals', () => {
    const codec = scalarCodec(order)
    const out = new Writer()
    codec.write(out, order - 1n)
    expect(codec.read(new Reader(out.finish()))).toBe(order - 1n)
    expect(() => codec.read(new Reader(encodeScalar(order)))).toThrow(
      expect.objectContaining({ code: 'non-canonical-scalar' }),
    )
    expect(() => codec.read(new Reader(new Uint8Array(31)))).toThrow(
      expect.objectContaining({ code: 'truncated' }),
    )
  })

  test('are drawn below the order and never zero', () => {
    // The first draw is zero, and must be drawn again.
    const draws = [new Uint8Array(48), new Uint8Array(48).fill(0xff)]
    const scalar = randomScalar(order, () => draws.shift() ?? new Uint8Array(48).fill(1))
    expect(scalar).toBe((2n ** 384n - 1n) % order)
    expect(draws).toHaveLength(0)
  })

  test('are hashed below the order, from every part and the domain', () => {
    const [one, two] = [new Uint8Array([1]), new Uint8Array([2])]
    const scalars = [
      hashToScalar(order, 'a', one, two),
      hashToScalar(order, 'b', one, two),
      hashToScalar(order, 'a', two, one),
      hashToScalar(order, 'a', new Uint8Array([1, 2])),
      hashToScalar(order, 'a', one, two, new Uint8Array()),
    ]
    expect(new Set(scalars).size).toBe(scalars.length)
    for (const scalar of scalars) expect(scalar < order).toBe(true)
  })
})
