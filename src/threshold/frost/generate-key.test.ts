import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frostGeneration, frostSigning, verifiesFrost } from '../../../test/support/frost.ts'
import { results, run } from '../../../test/support/network.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import { ed25519 } from '../groups/ed25519.ts'
import { decodeScalar, mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { fitsSharing, publicKey, sharingProblem } from '../sharing/key-share.ts'
import { lagrangeAtZero } from '../sharing/lagrange.ts'
import { generateFrostKey, type FrostKeyGeneration } from './generate-key.ts'

const message = new TextEncoder().encode('a message')

describe.each([ed25519, secp256k1])('generateFrostKey over $name', (group) => {
  test('gives all parties shares of one key, that a threshold of them signs with', () => {
    const cases = fc
      .uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 2, maxLength: 4 })
      .chain((parties) =>
        fc.record({
          parties: fc.constant(parties),
          threshold: fc.integer({ min: 2, max: parties.length }),
          order: fc.shuffledSubarray(parties, { minLength: parties.length }),
          picks: fc.infiniteStream(fc.nat()),
          seed: fc.integer(),
        }),
      )
    fc.assert(
      fc.property(cases, ({ parties, threshold, order, picks, seed }) => {
        const next = { parties, threshold, epoch: 3 }
        const finished = run(frostGeneration(group, next, { seed }), {
          tamper: (message) => [message, message],
          pick: (queued) => (picks.next().value ?? 0) % queued,
        })
        const shares = results(finished)
        const keys = [...shares.values()].map(({ sharing }) => publicKey(sharing))
        const [key] = keys
        if (key === undefined) throw new Error('no key')
        expect(keys.every((other) => other.equals(key))).toBe(true)
        for (const share of shares.values()) {
          expect(sharingProblem(share.sharing)).toBeUndefined()
          expect(fitsSharing(share)).toBe(true)
          expect(share.sharing).toMatchObject({ threshold, epoch: 3 })
        }
        const signed = run(frostSigning(shares, order.slice(0, threshold), message))
        for (const signature of results(signed).values()) {
          expect(verifiesFrost(group, key, message, signature)).toBe(true)
        }
      }),
      { numRuns: 4 },
    )
  })

  test('shares join to the secret of the key, and fewer than the threshold do not', () => {
    const next = { parties: [1, 2, 3], threshold: 2, epoch: 0 }
    const shares = [...results(run(frostGeneration(group, next))).values()]
    const join = (chosen: typeof shares): bigint => {
      const weights = lagrangeAtZero(
        chosen.map(({ self }) => self),
        group.order,
      )
      return chosen.reduce(
        (sum, { self, secret }) =>
          mod(sum + (weights.get(self) ?? 0n) * decodeScalar(secret, group.order), group.order),
        0n,
      )
    }
    const isKey = (secret: bigint): boolean =>
      shares.every(({ sharing }) => group.base.multiply(secret).equals(publicKey(sharing)))
    expect(isKey(join(shares))).toBe(true)
    expect(isKey(join(shares.slice(1)))).toBe(true)
    expect(isKey(join(shares.slice(2)))).toBe(false)
  })

  const right: FrostKeyGeneration = {
    id: new Uint8Array(32),
    group,
    next: { parties: [1, 2, 3], threshold: 2, epoch: 0 },
    self: 2,
    random: seededRandom('right'),
  }

  test('starts where nothing is wrong', () => {
    expect(generateFrostKey(right).start().messages).toHaveLength(2)
  })

  test.each<[string, Partial<FrostKeyGeneration>]>([
    ['a threshold of one', { next: { ...right.next, threshold: 1 } }],
    ['a threshold above the parties', { next: { ...right.next, threshold: 4 } }],
    ['a party twice', { next: { ...right.next, parties: [1, 2, 2] } }],
    ['a party numbered 0', { next: { ...right.next, parties: [0, 1, 2] } }],
    ['parties without ourselves', { self: 4 }],
    ['an id of another length', { id: new Uint8Array(33) }],
    ['a group that FROST is not defined for here', { group: bls12381G2 }],
  ])('refuses %s before anything is sent', (_, change) => {
    expect(() => generateFrostKey({ ...right, ...change })).toThrow(
      expect.objectContaining({ name: 'UsageError', code: 'bad-parameters' }),
    )
  })
})
