import { describe, expect, test } from 'vitest'
import { dealShares } from '../../../test/support/dealer.ts'
import { sharingOf } from '../../../test/support/key-ceremonies.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { toHex } from '../encoding/bytes.ts'
import { ed25519 } from '../groups/ed25519.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { Holders } from '../sharing/holders.ts'
import {
  dealersOf,
  participantsOf,
  planProblem,
  sessionOf,
  type Handover,
  type Plan,
} from './plan.ts'

const deal = (seed: string) =>
  sharingOf(
    dealShares(secp256k1, {
      parties: [1, 2, 3],
      threshold: 2,
      epoch: 6,
      random: seededRandom(seed),
    }),
  )

const sharing = deal('plan')
const next: Holders = { parties: [2, 3, 4], threshold: 2, epoch: 7 }
const previous: Handover = { sharing, dealers: [1, 2] }
const plan = { id: new Uint8Array(32), group: secp256k1, next, previous } satisfies Plan
const newKey: Plan = { id: new Uint8Array(32), group: secp256k1, next }

describe('a plan', () => {
  test('is sound for a new key and for an old one', () => {
    expect(planProblem(newKey)).toBeUndefined()
    expect(planProblem(plan)).toBeUndefined()
  })

  test.each<[string, Partial<Plan>, string]>([
    ['with a short id', { id: new Uint8Array(31) }, '32 bytes'],
    ['with holders that no key has', { next: { ...next, threshold: 4 } }, 'threshold'],
    ['of the same epoch again', { next: { ...next, epoch: 6 } }, 'does not follow'],
    ['that leaves an epoch out', { next: { ...next, epoch: 8 } }, 'does not follow'],
    ['for another group', { group: ed25519 }, 'secp256k1'],
    ['with too few dealers', { previous: { sharing, dealers: [1] } }, '2 dealers'],
    ['with one dealer named twice', { previous: { sharing, dealers: [1, 1] } }, 'twice'],
    ['with a dealer that holds nothing', { previous: { sharing, dealers: [1, 4] } }, 'holders'],
    [
      'from a sharing that cannot be one',
      { previous: { sharing: { ...sharing, commitments: [] }, dealers: [1, 2] } },
      'previous sharing',
    ],
  ])('%s is refused', (_, change, problem) => {
    expect(planProblem({ ...plan, ...change })).toContain(problem)
  })

  test('lets all parties of a new key deal', () => {
    expect(dealersOf({ ...newKey, next: { ...next, parties: [4, 2, 3] } })).toEqual([2, 3, 4])
  })

  test('has dealers and new holders take part, once each', () => {
    expect(dealersOf({ ...plan, previous: { sharing, dealers: [2, 1] } })).toEqual([1, 2])
    expect(participantsOf(plan)).toEqual([1, 2, 3, 4])
  })
})

describe('a session', () => {
  const session = (change: Partial<Plan> = {}): string => toHex(sessionOf({ ...plan, ...change }))

  test('is the same for all who plan the same, in whatever order they list it', () => {
    expect(
      session({
        next: { ...next, parties: [4, 3, 2] },
        previous: { sharing: deal('plan'), dealers: [2, 1] },
      }),
    ).toBe(session())
  })

  test.each<[string, Partial<Plan>]>([
    ['id', { id: new Uint8Array(32).fill(1) }],
    ['parties', { next: { ...next, parties: [2, 3, 5] } }],
    ['threshold', { next: { ...next, threshold: 3 } }],
    ['epoch', { next: { ...next, epoch: 8 } }],
    ['dealers', { previous: { sharing, dealers: [1, 3] } }],
    ['old epoch', { previous: { sharing: { ...sharing, epoch: 5 }, dealers: [1, 2] } }],
    ['old key', { previous: { sharing: deal('another'), dealers: [1, 2] } }],
  ])('is another with another %s', (_, change) => {
    expect(session(change)).not.toBe(session())
  })

  test('is another with another group, and for a new key', () => {
    expect(toHex(sessionOf(newKey))).not.toBe(session())
    expect(toHex(sessionOf({ ...newKey, group: ed25519 }))).not.toBe(toHex(sessionOf(newKey)))
  })
})
