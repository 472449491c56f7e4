import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../test/support/randomness.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import { ed25519 } from '../groups/ed25519.ts'
import { mod, randomScalar } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { commit, evaluateCommitments, verifyShare } from './feldman.ts'
import { evaluate, randomPolynomial } from './polynomial.ts'

describe.each([
  { group: secp256k1, numRuns: 15 },
  { group: ed25519, numRuns: 15 },
  { group: bls12381G2, numRuns: 4 },
])('commitments in $group.name', ({ group, numRuns }) => {
  const { order, base } = group

  test('open to the share of every party, and to no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 65_535 }),
        fc.nat(),
        (threshold, party, seed) => {
          const random = seededRandom(seed)
          const secret = randomScalar(order, random)
          const polynomial = randomPolynomial(secret, threshold, order, random)
          const commitments = commit(group, polynomial)
          const share = evaluate(polynomial, party, order)
          expect(commitments[0]?.equals(base.multiply(secret))).toBe(true)
          expect(verifyShare(group, commitments, party, share)).toBe(true)
          expect(verifyShare(group, commitments, party, mod(share + 1n, order))).toBe(false)
        },
      ),
      { numRuns },
    )
  })

  test('tell the share of one party from that of another', () => {
    const polynomial = randomPolynomial(5n, 3, order, seededRandom('neighbours'))
    const commitments = commit(group, polynomial)
    expect(verifyShare(group, commitments, 2, evaluate(polynomial, 2, order))).toBe(true)
    expect(verifyShare(group, commitments, 2, evaluate(polynomial, 3, order))).toBe(false)
  })

  test('open to zero where the polynomial has a root, and only there', () => {
    // f(x) = x - 3
    const commitments = commit(group, [order - 3n, 1n])
    expect(evaluateCommitments(group, commitments, 3).is0()).toBe(true)
    expect(verifyShare(group, commitments, 3, 0n)).toBe(true)
    expect(verifyShare(group, commitments, 4, 0n)).toBe(false)
  })
})
