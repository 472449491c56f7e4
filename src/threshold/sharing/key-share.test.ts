import { describe, expect, test } from 'vitest'
import { dealShares, shareOf } from '../../../test/support/dealer.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { ed25519 } from '../groups/ed25519.ts'
import { encodeScalar } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import {
  fitsSharing,
  publicKey,
  publicShare,
  sharingProblem,
  type KeyShare,
  type PublicSharing,
} from './key-share.ts'

const shares = dealShares(secp256k1, {
  parties: [4, 1, 7],
  threshold: 2,
  secret: 12n,
  random: seededRandom('shares'),
})
const share = shareOf(shares, 4)
const { sharing } = share

test('the public key is the secret times the generator', () => {
  expect(publicKey(sharing).equals(secp256k1.base.multiply(12n))).toBe(true)
})

test("a party's public share is its share times the generator", () => {
  const secret = BigInt(`0x${Buffer.from(share.secret).toString('hex')}`)
  expect(publicShare(sharing, 4).equals(secp256k1.base.multiply(secret))).toBe(true)
})

describe('a key share', () => {
  test('fits the sharing it was dealt with', () => {
    for (const each of shares.values()) expect(fitsSharing(each)).toBe(true)
  })

  test.each<[string, Partial<KeyShare>]>([
    ["does not fit with another party's secret", { secret: shareOf(shares, 7).secret }],
    ['does not fit under another number', { self: 7 }],
    ['does not fit a party that holds nothing', { self: 5 }],
    ['does not fit when it is zero', { secret: new Uint8Array(32) }],
    ['does not fit when it is cut short', { secret: share.secret.subarray(1) }],
    ['does not fit when it is no scalar', { secret: new Uint8Array(32).fill(255) }],
  ])('%s', (_, change) => {
    expect(fitsSharing({ ...share, ...change })).toBe(false)
  })

  test('does not fit a sharing of another key', () => {
    const others = dealShares(secp256k1, {
      parties: [4, 1, 7],
      threshold: 2,
      random: seededRandom('others'),
    })
    expect(fitsSharing({ ...share, sharing: shareOf(others, 4).sharing })).toBe(false)
  })
})

describe('a sharing', () => {
  test('is sound as it was dealt', () => {
    expect(sharingProblem(sharing)).toBeUndefined()
  })

  const [constant = secp256k1.zero] = sharing.commitments
  test.each<[string, Partial<PublicSharing>, string]>([
    ['with holders that no key has', { parties: [1] }, 'holders'],
    ['with parties out of order', { parties: [4, 1, 7] }, 'ascend'],
    ['with a commitment too few', { commitments: [constant] }, '2 commitments'],
    [
      'with a commitment too many',
      { commitments: [constant, constant, constant] },
      '2 commitments',
    ],
    ['of no key at all', { commitments: [secp256k1.zero, constant] }, 'identity'],
    ['of a lower degree', { commitments: [constant, secp256k1.zero] }, 'identity'],
  ])('%s is refused', (_, change, problem) => {
    expect(sharingProblem({ ...sharing, ...change })).toContain(problem)
  })
})

test('a scalar of one group is none of a smaller one', () => {
  const [dealt] = dealShares(ed25519, {
    parties: [1, 2],
    threshold: 2,
    random: seededRandom('smaller'),
  }).values()
  if (dealt === undefined) throw new Error('nothing was dealt')
  expect(fitsSharing(dealt)).toBe(true)
  expect(fitsSharing({ ...dealt, secret: encodeScalar(ed25519.order) })).toBe(false)
})
