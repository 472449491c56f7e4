import { describe, expect, test, vi } from 'vitest'
import { dealShares, shareOf } from '../../../test/support/dealer.ts'
import { identityOf } from '../../../test/support/identities.ts'
import { sharingOf } from '../../../test/support/key-ceremonies.ts'
import { seededRandom, systemRandom } from '../../../test/support/randomness.ts'
import { UsageError } from '../errors.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { keyCeremony, type KeyCeremony, type KeyParty } from './key-ceremony.ts'
import type { Plan } from './plan.ts'

const deal = (seed: string, epoch: number) =>
  dealShares(secp256k1, {
    parties: [1, 2, 3],
    threshold: 2,
    epoch,
    secret: 5n,
    random: seededRandom(seed),
  })

const shares = deal('now', 4)
const share = shareOf(shares, 1)
const next = { parties: [1, 2, 4], threshold: 2, epoch: 5 }
const plan = {
  id: systemRandom(32),
  group: secp256k1,
  next,
  previous: { sharing: sharingOf(shares), dealers: [1, 3] },
} satisfies Plan
const newKey = { id: plan.id, group: secp256k1, next } satisfies Plan

const party = (self: number, own: Partial<KeyParty> = {}): KeyParty => ({
  self,
  identity: identityOf(self),
  random: systemRandom,
  ...own,
})

describe('a party may take part', () => {
  test.each<[string, Plan, KeyParty]>([
    ['in a new key', newKey, party(1)],
    ['as a dealer with its share', plan, party(1, { share })],
    ['as a dealer that leaves', plan, party(3, { share: shareOf(shares, 3) })],
    ['as a new holder with nothing', plan, party(4)],
    ['as an old holder that does not deal, without its share', plan, party(2)],
    ['as an old holder that does not deal, with it', plan, party(2, { share: shareOf(shares, 2) })],
  ])('%s', (_, plan, own) => {
    const ceremony = keyCeremony(plan, own)
    expect(ceremony.peers).not.toContain(own.self)
    expect(ceremony.start().outcome).toBeUndefined()
    expect(ceremony.round).toBe(1)
  })
})

describe('before anything is sent, a ceremony refuses', () => {
  test.each<[string, Plan, KeyParty, string]>([
    [
      'a plan that cannot be',
      { ...plan, next: { ...next, epoch: 4 } },
      party(1, { share }),
      'epoch',
    ],
    ['who has no part in it', newKey, party(3), 'no part'],
    [
      'an old holder that neither deals nor holds',
      { ...plan, next: { ...next, parties: [1, 4] } },
      party(2),
      'no part',
    ],
    ['an old share for a new key', newKey, party(1, { share }), 'old share'],
    ['a dealer without its share', plan, party(1), 'needs its share'],
    ["a dealer with another's share", plan, party(1, { share: shareOf(shares, 2) }), 'share of 2'],
    [
      'a dealer with a share of an earlier epoch',
      plan,
      party(1, { share: shareOf(deal('now', 3), 1) }),
      'of epoch 3',
    ],
    [
      'a dealer with a share of another sharing of the key',
      plan,
      party(1, { share: shareOf(deal('then', 4), 1) }),
      'another sharing',
    ],
    [
      'a dealer whose share does not fit',
      plan,
      party(1, { share: { ...share, secret: systemRandom(32).fill(0, 0, 1) } }),
      'does not fit',
    ],
    [
      'a new holder with a share of something else',
      plan,
      party(2, { share: shareOf(deal('then', 4), 2) }),
      'another sharing',
    ],
  ])('%s', (_, plan, own, problem) => {
    const start = () => keyCeremony(plan, own)
    expect(start).toThrow(UsageError)
    expect(start).toThrow(problem)
  })
})

test.each<[string, (ceremony: KeyCeremony) => unknown]>([
  ['called off', (ceremony) => ceremony.cancel('for the test')],
  ['left alone', (ceremony) => ceremony.expire()],
])('a ceremony that is %s wipes what it dealt, and leaves the old share alone', (_, end) => {
  const before = share.secret.slice()
  const ceremony = keyCeremony(plan, party(1, { share }))
  ceremony.start()
  const fill = vi.spyOn(Uint8Array.prototype, 'fill')
  end(ceremony)
  const wiped = fill.mock.contexts.filter(
    (bytes) => bytes instanceof Uint8Array && bytes.length === 32,
  )
  fill.mockRestore()
  // The constant term, and a share for each of three holders.
  expect(wiped).toEqual(Array.from({ length: 4 }, () => new Uint8Array(32)))
  expect(share.secret).toEqual(before)
})
