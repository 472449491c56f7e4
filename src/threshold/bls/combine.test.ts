import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dealShares, shareOf } from '../../../test/support/dealer.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import { publicKey, type KeyShare } from '../sharing/key-share.ts'
import { combineBls } from './combine.ts'
import { signBlsShare } from './sign.ts'
import { verifyBls } from './verify.ts'

const message = new TextEncoder().encode('a session certificate')
const purpose = 'session-certificate'

const dealt = (parties: readonly number[], threshold: number, seed: number | string) =>
  dealShares(bls12381G2, { parties, threshold, random: seededRandom(seed) })

const signed = (keyShares: Iterable<KeyShare>) =>
  [...keyShares].map((share) => signBlsShare(share, purpose, message))

describe('combineBls', () => {
  const shares = dealt([1, 2, 3, 4, 5], 3, 'bls-combine')
  const { sharing } = shareOf(shares, 1)

  test('any threshold of parties makes the one signature of the key', () => {
    const sets = [
      [1, 2, 3],
      [5, 3, 1],
      [2, 4, 5],
    ]
    const signatures = sets.map((set) => {
      const chosen = signed(set.map((party) => shareOf(shares, party)))
      return combineBls({ sharing, purpose, message, shares: chosen }).signature
    })
    const [first, ...others] = signatures
    if (first === undefined) throw new Error('no signature')
    for (const other of others) expect(other.equals(first)).toBe(true)
    const options = { publicKey: publicKey(sharing), purpose, message, signature: first } as const
    expect(verifyBls(options)).toBe(true)
  })

  test('random sets of random parties make signatures that verify', () => {
    const parties = fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), {
      minLength: 2,
      maxLength: 6,
    })
    const cases = parties.chain((all) =>
      fc.integer({ min: 2, max: all.length }).chain((threshold) =>
        fc.record({
          all: fc.constant(all),
          chosen: fc.shuffledSubarray(all, { minLength: threshold }),
          threshold: fc.constant(threshold),
          seed: fc.integer(),
        }),
      ),
    )
    fc.assert(
      fc.property(cases, ({ all, chosen, threshold, seed }) => {
        const keyShares = dealt(all, threshold, seed)
        const { sharing } = shareOf(keyShares, all[0] ?? 0)
        const shares = signed(chosen.map((party) => shareOf(keyShares, party)))
        expect(combineBls({ sharing, purpose, message, shares }).wrong).toEqual([])
      }),
      { numRuns: 6 },
    )
  })

  test('names a wrong share and joins the others where they suffice', () => {
    const [first, second, ...rest] = signed(shares.values())
    if (first === undefined || second === undefined) throw new Error('too few')
    const wrong = { ...first, signature: second.signature }
    const combined = combineBls({ sharing, purpose, message, shares: [wrong, second, ...rest] })
    expect(combined.wrong).toEqual([1])
    const { signature } = combined
    expect(verifyBls({ publicKey: publicKey(sharing), purpose, message, signature })).toBe(true)
  })
})
