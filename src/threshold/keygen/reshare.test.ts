import { describe, expect, test } from 'vitest'
import { dealShares, shareOf } from '../../../test/support/dealer.ts'
import { identityOf } from '../../../test/support/identities.ts'
import {
  handover,
  join,
  numbered,
  sharesOf,
  sharingOf,
  type Shares,
} from '../../../test/support/key-ceremonies.ts'
import { results, run } from '../../../test/support/network.ts'
import { systemRandom } from '../../../test/support/randomness.ts'
import type { PartyId } from '../errors.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import { ed25519 } from '../groups/ed25519.ts'
import type { Group } from '../groups/group.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { fitsSharing, publicKey } from '../sharing/key-share.ts'
import { sameSharing } from '../sharing/sharing-codec.ts'
import { refreshKey } from './reshare.ts'

const keyOf = (shares: Shares): string => {
  const sharing = sharingOf(shares)
  return publicKey(sharing).toBytes().toString()
}

const joinedBy = (shares: Shares, parties: readonly PartyId[]): bigint =>
  join(
    parties.map((party) => shareOf(shares, party)),
    sharingOf(shares).group.order,
  )

type Handing = {
  readonly dealers: readonly PartyId[]
  readonly parties: readonly PartyId[]
  readonly threshold: number
}

/** Hands a key over and checks all that has to hold afterwards. */
const checkHandover = (
  group: Group,
  old: { readonly parties: readonly PartyId[]; readonly threshold: number },
  { dealers, ...next }: Handing,
): void => {
  const before = dealShares(group, { ...old, epoch: 6, secret: 99n, random: systemRandom })
  const ended = results(run(handover(before, dealers, next)))
  const after = sharesOf(ended)
  const sharing = sharingOf(after)

  expect(new Set(ended.keys())).toEqual(new Set([...dealers, ...next.parties]))
  expect(new Set(after.keys())).toEqual(new Set(next.parties))
  expect(sharing).toMatchObject({ epoch: 7, threshold: next.threshold })
  expect(keyOf(after)).toBe(keyOf(before))
  for (const result of ended.values()) expect(sameSharing(result.sharing, sharing)).toBe(true)
  for (const share of after.values()) expect(fitsSharing(share)).toBe(true)
  expect(joinedBy(after, next.parties.slice(0, next.threshold))).toBe(99n)
  expect(joinedBy(after, next.parties.slice(-next.threshold))).toBe(99n)
  // Who deals, keeps what it had until it knows better.
  for (const share of before.values()) expect(fitsSharing(share)).toBe(true)
}

const threeOfFive = { parties: numbered(5), threshold: 3 }

describe.each([secp256k1, ed25519, bls12381G2])('a key over $name', (group) => {
  test('goes to the same parties, dealt by all', () => {
    checkHandover(
      group,
      { parties: [1, 2, 3], threshold: 2 },
      { dealers: [1, 2, 3], parties: [1, 2, 3], threshold: 2 },
    )
  })

  test('goes to others, under another threshold', () => {
    checkHandover(
      group,
      { parties: [1, 2, 3], threshold: 2 },
      { dealers: [1, 3], parties: [3, 4, 5, 6], threshold: 3 },
    )
  })
})

test.each<[string, Handing]>([
  ['the same parties, dealt by as many as it takes', { dealers: [2, 3, 5], ...threeOfFive }],
  ['the same parties, dealt by one more', { dealers: [1, 2, 4, 5], ...threeOfFive }],
  ['more parties', { dealers: [1, 2, 3], parties: numbered(7), threshold: 3 }],
  ['fewer parties', { dealers: [3, 4, 5], parties: [3, 5], threshold: 2 }],
  ['others alone', { dealers: [1, 2, 3], parties: [6, 7, 8], threshold: 2 }],
  ['a higher threshold', { dealers: [1, 3, 5], parties: numbered(5), threshold: 5 }],
  ['a lower threshold', { dealers: [1, 3, 5], parties: numbered(5), threshold: 2 }],
  [
    'one other party in the place of one',
    { dealers: [1, 2, 3], parties: [2, 3, 4, 5, 9], threshold: 3 },
  ],
])('a key goes from three of five to %s', (_, handing) => {
  checkHandover(secp256k1, threeOfFive, handing)
})

test('a key goes from seven of ten to eleven, dealt by seven', () => {
  checkHandover(
    secp256k1,
    { parties: numbered(10), threshold: 7 },
    { dealers: [2, 3, 5, 6, 7, 9, 10], parties: numbered(12).slice(1), threshold: 8 },
  )
})

describe('after a refresh', () => {
  const before = dealShares(secp256k1, { ...threeOfFive, secret: 4n, random: systemRandom })
  const sharing = sharingOf(before)
  const id = systemRandom(32)
  const after = sharesOf(
    results(
      run(
        numbered(5).map((self) =>
          refreshKey({
            id,
            previous: { sharing, dealers: [1, 2, 5] },
            self,
            share: shareOf(before, self),
            identity: identityOf(self),
            random: systemRandom,
          }),
        ),
      ),
    ),
  )

  test('the key is the same, every share another, and the epoch the next', () => {
    expect(keyOf(after)).toBe(keyOf(before))
    expect(sharingOf(after)).toMatchObject({ epoch: sharing.epoch + 1, threshold: 3 })
    for (const [party, { secret }] of after) {
      expect(secret).not.toEqual(shareOf(before, party).secret)
    }
  })

  test('old shares join with old ones, new with new, and never with each other', () => {
    expect(joinedBy(before, [1, 2, 3])).toBe(4n)
    expect(joinedBy(after, [1, 2, 3])).toBe(4n)
    const mixed = [shareOf(before, 1), shareOf(before, 2), shareOf(after, 3)]
    expect(join(mixed, secp256k1.order)).not.toBe(4n)
  })

  test('a second one follows upon the first', () => {
    const third = sharesOf(results(run(handover(after, [3, 4, 5], threeOfFive))))
    expect(sharingOf(third).epoch).toBe(sharing.epoch + 2)
    expect(joinedBy(third, [1, 4, 5])).toBe(4n)
  })
})
