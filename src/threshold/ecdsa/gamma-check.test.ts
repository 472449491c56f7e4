import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../test/support/randomness.ts'
import { mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { gammaFits } from './gamma-check.ts'

const { order, base } = secp256k1
const random = seededRandom('gamma check')

type Numbers = {
  readonly factor: bigint
  readonly nonce: bigint
  readonly key: bigint
  readonly sentNonce: bigint
  readonly sentKey: bigint
}

const scalar = fc.bigInt({ min: 1n, max: order - 1n })
const numbers: fc.Arbitrary<Numbers> = fc.record({
  factor: scalar,
  nonce: scalar,
  key: scalar,
  sentNonce: scalar,
  sentKey: scalar,
})

/** What a peer published and sent, and what the shares of the products then are. */
const honest = ({ factor, nonce, key, sentNonce, sentKey }: Numbers) => ({
  factor,
  peer: {
    nonce: base.multiply(nonce),
    keyShare: base.multiply(key),
    gammaNonce: base.multiply(sentNonce),
    gammaKey: base.multiply(sentKey),
  },
  shares: [mod(factor * nonce - sentNonce, order), mod(factor * key - sentKey, order)] as const,
})

describe('the gamma check', () => {
  test('holds for whoever multiplied with what it published', () => {
    fc.assert(
      fc.property(numbers, (drawn) => {
        const { factor, peer, shares } = honest(drawn)
        expect(gammaFits(random, factor, peer, shares)).toBe(true)
      }),
      { numRuns: 10 },
    )
  })

  const { factor, peer, shares } = honest({
    factor: 11n,
    nonce: 13n,
    key: 17n,
    sentNonce: 19n,
    sentKey: 23n,
  })
  const [first, second] = shares

  test.each([
    ['another nonce', { nonce: peer.nonce.add(base) }],
    ['another key share', { keyShare: peer.keyShare.add(base) }],
    ['another gamma of the nonce', { gammaNonce: peer.gammaNonce.add(base) }],
    ['another gamma of the key', { gammaKey: peer.gammaKey.add(base) }],
    ['gammas in each other’s place', { gammaNonce: peer.gammaKey, gammaKey: peer.gammaNonce }],
    [
      'errors that cancel each other unweighed',
      { gammaNonce: peer.gammaNonce.add(base), gammaKey: peer.gammaKey.subtract(base) },
    ],
  ])('fails for %s', (_, change) => {
    expect(gammaFits(random, factor, { ...peer, ...change }, shares)).toBe(false)
  })

  test.each([
    ['another share of the first product', [first + 1n, second]],
    ['another share of the second', [first, second + 1n]],
    ['shares in each other’s place', [second, first]],
    ['errors that cancel each other unweighed', [first + 1n, second - 1n]],
  ] as const)('fails for %s', (_, changed) => {
    expect(gammaFits(random, factor, peer, changed)).toBe(false)
  })

  test('fails for another factor', () => {
    expect(gammaFits(random, factor + 1n, peer, shares)).toBe(false)
  })

  test('weighs with 128 bits that are the verifier’s own', () => {
    let drawn = 0
    const counting = (length: number) => {
      drawn += length
      return random(length)
    }
    gammaFits(counting, factor, peer, shares)
    expect(drawn).toBe(16)
  })
})
