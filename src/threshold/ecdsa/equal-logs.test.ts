import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../test/support/randomness.ts'
import { hash } from '../encoding/transcript.ts'
import { hashToScalar } from '../groups/scalar.ts'
import { compress, secp256k1 } from '../groups/secp256k1.ts'
import { proveEqualLogs, verifyEqualLogs, type EqualLogs } from './equal-logs.ts'

const { order, base } = secp256k1
const random = seededRandom('equal logs')
const secret = 0x1234567n
const bases = [base.multiply(3n), base.multiply(5n), base.multiply(7n)]
const pairOf = (of: (typeof bases)[number], scalar = secret) => ({
  base: of,
  product: of.multiply(scalar),
})

type Triple = [EqualLogs['pairs'][number], EqualLogs['pairs'][number], EqualLogs['pairs'][number]]

const claim: EqualLogs = {
  context: random(32),
  image: base.multiply(secret),
  pairs: bases.map((of) => pairOf(of)),
}
const proof = proveEqualLogs(random, secret, claim)

describe('a proof of equal logarithms', () => {
  test('is accepted', () => {
    expect(verifyEqualLogs(claim, proof)).toBe(true)
    expect(verifyEqualLogs({ ...claim, context: claim.context.slice() }, proof)).toBe(true)
  })

  const lies: Readonly<Record<string, Partial<EqualLogs>>> = {
    'another context': { context: random(32) },
    'another image': { image: base.multiply(secret + 1n) },
    'the negative image': { image: claim.image.negate() },
    'the pairs in another order': { pairs: claim.pairs.toReversed() },
    'a pair left out': { pairs: claim.pairs.slice(1) },
    'a pair more': { pairs: [...claim.pairs, pairOf(base.multiply(11n))] },
    'no pairs': { pairs: [] },
    'another base': { pairs: [pairOf(base.multiply(11n)), ...claim.pairs.slice(1)] },
    'another product': {
      pairs: [{ base: bases[0] ?? base, product: base }, ...claim.pairs.slice(1)],
    },
  }

  test.each(Object.entries(lies))('is refused for %s', (_, lie) => {
    expect(verifyEqualLogs({ ...claim, ...lie }, proof)).toBe(false)
  })

  test.each([
    ['another challenge', { challenge: proof.challenge ^ 1n }],
    ['another response', { response: proof.response ^ 1n }],
    ['the negative response', { response: order - proof.response }],
    ['the two in each other’s place', { challenge: proof.response, response: proof.challenge }],
    ['zeros', { challenge: 0n, response: 0n }],
  ])('is refused with %s', (_, change) => {
    expect(verifyEqualLogs(claim, { ...proof, ...change })).toBe(false)
  })

  test('of one scalar is none for products of two', () => {
    for (const index of bases.keys()) {
      const pairs = bases.map((of, at) => pairOf(of, at === index ? secret + 1n : secret))
      const lie = { ...claim, pairs }
      expect(verifyEqualLogs(lie, proveEqualLogs(random, secret, lie))).toBe(false)
    }
  })

  test('is none for errors that cancel each other', () => {
    const [first, second, third] = claim.pairs as Triple
    const pairs = [
      { ...first, product: first.product.add(base) },
      { ...second, product: second.product.subtract(base) },
      third,
    ]
    const lie = { ...claim, pairs }
    expect(verifyEqualLogs(lie, proveEqualLogs(random, secret, lie))).toBe(false)
  })

  test('is none for errors fitted to weights that do not depend on the points', () => {
    const statement = hash('equal-logs/statement', claim.context, compress(claim.image))
    const [weight0, weight1] = [0, 1].map((index) =>
      hashToScalar(order, 'equal-logs/weight', statement, Uint8Array.of(index)),
    ) as [bigint, bigint]
    const [first, second, third] = claim.pairs as Triple
    const pairs = [
      { ...first, product: first.product.add(base.multiply(weight1)) },
      { ...second, product: second.product.subtract(base.multiply(weight0)) },
      third,
    ]
    const lie = { ...claim, pairs }
    expect(verifyEqualLogs(lie, proveEqualLogs(random, secret, lie))).toBe(false)
  })

  test('is none of a scalar that the image does not have', () => {
    const lie = { ...claim, image: base.multiply(secret + 1n) }
    expect(verifyEqualLogs(lie, proveEqualLogs(random, secret, lie))).toBe(false)
  })

  test('is another one each time, and for each claim from the same randomness', () => {
    expect(proveEqualLogs(random, secret, claim)).not.toEqual(proof)
    const stuck = (length: number) => new Uint8Array(length)
    const elsewhere = { ...claim, context: random(32) }
    const here = proveEqualLogs(stuck, secret, claim)
    const there = proveEqualLogs(stuck, secret, elsewhere)
    // With one nonce for both, two responses would give the secret away.
    const nonceOf = (made: typeof here) => (made.response - made.challenge * secret) % order
    expect((nonceOf(here) + order) % order).not.toBe((nonceOf(there) + order) % order)
    expect(verifyEqualLogs(claim, here)).toBe(true)
  })
})
