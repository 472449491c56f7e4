import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dealPair } from '../../../test/support/pairs.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import type { PartyId } from '../errors.ts'
import { mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { PairGeneration } from './generation.ts'
import { zeroShare, zeroShareParts } from './zero-sharing.ts'

const { order } = secp256k1
const session = new Uint8Array(32).fill(7)

/** Everybody's generations with everybody else. */
const deal = (parties: readonly PartyId[], seed: number): Map<PartyId, PairGeneration[]> => {
  const random = seededRandom(seed)
  const held = new Map<PartyId, PairGeneration[]>(parties.map((party) => [party, []]))
  for (const [i, a] of parties.entries()) {
    for (const b of parties.slice(i + 1)) {
      const [atA, atB] = dealPair(a, b, random)
      held.get(a)?.push(atA)
      held.get(b)?.push(atB)
    }
  }
  return held
}

const total = (shares: readonly bigint[]): bigint =>
  mod(
    shares.reduce((sum, share) => sum + share, 0n),
    order,
  )

describe('sharing zero', () => {
  const parties = fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), {
    minLength: 2,
    maxLength: 6,
  })

  test('sums to zero over any exact signer set', () => {
    fc.assert(
      fc.property(parties, fc.nat(), (parties, seed) => {
        const shares = [...deal(parties, seed).values()].map((held) =>
          zeroShare(held, session, order),
        )
        expect(total(shares)).toBe(0n)
        expect(new Set([0n, ...shares]).size).toBe(parties.length + 1)
      }),
      { numRuns: 25 },
    )
  })

  test('does not sum to zero when one of the set is missing', () => {
    const held = deal([1, 2, 3], 1)
    const shares = [1, 2].map((party) => zeroShare(held.get(party) ?? [], session, order))
    expect(total(shares)).not.toBe(0n)
  })

  test('gives other shares in another session', () => {
    const [mine] = dealPair(1, 2, seededRandom(1))
    const other = session.with(31, 8)
    expect(zeroShare([mine], session, order)).toBe(zeroShare([mine], session.slice(), order))
    expect(zeroShare([mine], session, order)).not.toBe(zeroShare([mine], other, order))
  })

  test('gives other shares from another generation', () => {
    const [first] = dealPair(1, 2, seededRandom(1))
    const [second] = dealPair(1, 2, seededRandom(2))
    expect(zeroShare([first], session, order)).not.toBe(zeroShare([second], session, order))
  })

  test("opens into one scalar a pair, which the peer's negates", () => {
    const held = deal([3, 1, 2], 4)
    const partsOf = (party: PartyId) => zeroShareParts(held.get(party) ?? [], session, order)
    for (const [a, b] of [
      [1, 2],
      [1, 3],
      [2, 3],
    ] as const) {
      const part = partsOf(a).get(b) ?? 0n
      expect(part).not.toBe(0n)
      expect(partsOf(b).get(a)).toBe(order - part)
    }
    expect(total([...partsOf(1).values()])).toBe(zeroShare(held.get(1) ?? [], session, order))
  })

  test('refuses two generations with one peer', () => {
    const [first] = dealPair(1, 2, seededRandom(1))
    const [second] = dealPair(1, 2, seededRandom(2))
    expect(() => zeroShare([first, second], session, order)).toThrow('one generation a peer')
    expect(() => zeroShare([first], session, order)).not.toThrow()
  })

  test("refuses another party's generation among one's own", () => {
    const [first, second] = dealPair(1, 2, seededRandom(1))
    expect(() => zeroShare([first, second], session, order)).toThrow('all of them of one party')
  })

  test('refuses a generation that was dropped', () => {
    const [mine] = dealPair(1, 2, seededRandom(1))
    mine.drop()
    expect(() => zeroShare([mine], session, order)).toThrow('dropped')
  })
})
