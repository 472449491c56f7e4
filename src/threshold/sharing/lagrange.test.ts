import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../test/support/randomness.ts'
import { UsageError } from '../errors.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import { ed25519 } from '../groups/ed25519.ts'
import { mod, randomScalar } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { lagrangeAtZero } from './lagrange.ts'
import { evaluate, randomPolynomial } from './polynomial.ts'

const partySets = fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), {
  minLength: 2,
  maxLength: 20,
})

describe.each([secp256k1, bls12381G2, ed25519])('lagrange over $name', ({ order }) => {
  test('joins any values of a polynomial to its constant term, if they are enough', () => {
    fc.assert(
      fc.property(partySets, fc.nat(), fc.nat({ max: 19 }), (parties, seed, spare) => {
        const random = seededRandom(seed)
        const secret = randomScalar(order, random)
        const threshold = Math.max(2, parties.length - spare)
        const polynomial = randomPolynomial(secret, threshold, order, random)
        const weights = lagrangeAtZero(parties, order)
        const joined = parties.reduce(
          (sum, party) => sum + (weights.get(party) ?? 0n) * evaluate(polynomial, party, order),
          0n,
        )
        expect(mod(joined, order)).toBe(secret)
      }),
      { numRuns: 40 },
    )
  })

  test('gives another value with one party too few', () => {
    const random = seededRandom('too few')
    const polynomial = randomPolynomial(5n, 4, order, random)
    const weights = lagrangeAtZero([1, 2, 3], order)
    const joined = [...weights].reduce(
      (sum, [party, weight]) => sum + weight * evaluate(polynomial, party, order),
      0n,
    )
    expect(mod(joined, order)).not.toBe(5n)
  })
})

test('weighs two parties as on paper', () => {
  // f(0) = 2 f(1) - f(2) for every line.
  expect([...lagrangeAtZero([1, 2], 101n)]).toEqual([
    [1, 2n],
    [2, 100n],
  ])
})

test.each([
  ['the same party twice', [1, 2, 2]],
  ['the point where the secret lies', [0, 1]],
  ['a negative number', [-1, 2]],
])('refuses %s', (_, parties) => {
  expect(() => lagrangeAtZero(parties, secp256k1.order)).toThrow(UsageError)
})
