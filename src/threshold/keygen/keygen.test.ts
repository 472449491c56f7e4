import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareOf } from '../../../test/support/dealer.ts'
import {
  generation,
  handover,
  join,
  sharesOf,
  sharingOf,
  type Shares,
} from '../../../test/support/key-ceremonies.ts'
import { results, run } from '../../../test/support/network.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import type { PartyId } from '../errors.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { Holders } from '../sharing/holders.ts'
import { publicKey } from '../sharing/key-share.ts'
import { sameSharing } from '../sharing/sharing-codec.ts'
import type { KeyCeremony } from './key-ceremony.ts'

const { base, order } = secp256k1

const holders = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 6 })
  .chain((parties) =>
    fc.record({
      parties: fc.constant(parties),
      threshold: fc.integer({ min: 2, max: parties.length }),
    }),
  )

/** A network that delivers in any order, and some messages more than once. */
const runWildly = (ceremonies: readonly KeyCeremony[], seed: number): Shares => {
  const random = seededRandom(seed)
  const below = (limit: number): number => {
    const [high = 0, low = 0] = random(2)
    return (high * 256 + low) % limit
  }
  const finished = run(ceremonies, {
    pick: below,
    tamper: (message) => Array.from({ length: 1 + below(3) }, () => message),
  })
  return sharesOf(results(finished))
}

const someOf = (parties: readonly PartyId[], count: number, seed: number): PartyId[] => {
  const rank = new Map(parties.map((party) => [party, seededRandom(`${seed} ${party}`)(6).join()]))
  const byRank = (a: PartyId, b: PartyId) => ((rank.get(a) ?? '') < (rank.get(b) ?? '') ? -1 : 1)
  return parties.toSorted(byRank).slice(0, count)
}

const checkShares = (
  shares: Shares,
  { parties, threshold, epoch }: Holders,
  seed: number,
): void => {
  const sharing = sharingOf(shares)
  const ascending = parties.toSorted((a, b) => a - b)
  expect(sharing).toMatchObject({ parties: ascending, threshold, epoch })
  expect([...shares.keys()]).toEqual(ascending)
  for (const share of shares.values()) expect(sameSharing(share.sharing, sharing)).toBe(true)
  const joined = someOf(parties, threshold, seed).map((party) => shareOf(shares, party))
  expect(base.multiply(join(joined, order)).equals(publicKey(sharing))).toBe(true)
  const tooFew = joined.slice(1)
  expect(base.multiply(join(tooFew, order)).equals(publicKey(sharing))).toBe(false)
}

test('any set makes a key and hands it to any other, in any order of delivery', () => {
  fc.assert(
    fc.property(holders, holders, fc.nat({ max: 4 }), fc.nat(), (first, second, spare, seed) => {
      const made = runWildly(generation(secp256k1, { ...first, epoch: 0 }), seed)
      checkShares(made, { ...first, epoch: 0 }, seed)

      const dealers = someOf(first.parties, first.threshold + spare, seed + 1)
      const handed = runWildly(handover(made, dealers, second), seed + 2)
      checkShares(handed, { ...second, epoch: 1 }, seed)
      const [before, after] = [made, handed].map((shares) => publicKey(sharingOf(shares)))
      expect(after !== undefined && before?.equals(after)).toBe(true)
    }),
    { numRuns: 15 },
  )
})

test('any shares that are enough join to the key unless one of them is old', () => {
  fc.assert(
    fc.property(holders, fc.nat(), ({ parties, threshold }, seed) => {
      const made = runWildly(generation(secp256k1, { parties, threshold, epoch: 0 }), seed)
      const fresh = runWildly(handover(made, parties, { parties, threshold }), seed + 1)
      const [stale = 0, ...current] = someOf(parties, threshold, seed)
      const known = current.map((party) => shareOf(fresh, party))
      const key = publicKey(sharingOf(made))
      const joins = (share: Shares) =>
        base.multiply(join([shareOf(share, stale), ...known], order)).equals(key)
      expect(joins(fresh)).toBe(true)
      expect(joins(made)).toBe(false)
    }),
    { numRuns: 6 },
  )
})

test('a transcript says who dealt what, not only what it came to', () => {
  const dealtBy = (seeds: readonly string[]) => {
    const next = { parties: [1, 2, 3], threshold: 2, epoch: 0 }
    const ended = results(
      run(
        generation(secp256k1, next, {
          id: new Uint8Array(32),
          randomOf: (party) => seededRandom(seeds[party - 1] ?? ''),
        }),
      ),
    )
    const [one] = ended.values()
    if (one === undefined) throw new Error('nobody has a result')
    for (const { transcript } of ended.values()) expect(transcript).toEqual(one.transcript)
    return one
  }
  const straight = dealtBy(['a', 'b', 'c'])
  const crossed = dealtBy(['b', 'a', 'c'])
  expect(sameSharing(straight.sharing, crossed.sharing)).toBe(true)
  expect(straight.transcript).not.toEqual(crossed.transcript)
  expect(dealtBy(['a', 'b', 'c']).transcript).toEqual(straight.transcript)
})
