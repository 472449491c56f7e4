import { describe, expect, test } from 'vitest'
import {
  generation,
  join,
  numbered,
  sharesOf,
  sharingOf,
} from '../../../test/support/key-ceremonies.ts'
import { results, run } from '../../../test/support/network.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import { ed25519 } from '../groups/ed25519.ts'
import type { Group } from '../groups/group.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { fitsSharing, publicKey } from '../sharing/key-share.ts'
import { sameSharing } from '../sharing/sharing-codec.ts'

const checkNewKey = (group: Group, threshold: number, parties: readonly number[]): void => {
  const finished = run(generation(group, { parties, threshold, epoch: 0 }))
  const ended = results(finished)
  const shares = sharesOf(ended)
  const sharing = sharingOf(shares)

  expect([...shares.keys()]).toEqual(parties)
  for (const [party, share] of shares) {
    expect(sameSharing(share.sharing, sharing)).toBe(true)
    expect(fitsSharing(share)).toBe(true)
    expect(finished.checkpoints.get(party)).toEqual([share])
  }
  for (const held of [
    [...shares.values()].slice(0, threshold),
    [...shares.values()].slice(-threshold),
  ]) {
    const key = group.base.multiply(join(held, group.order))
    expect(key.equals(publicKey(sharing))).toBe(true)
  }
  const tooFew = [...shares.values()].slice(1, threshold)
  expect(group.base.multiply(join(tooFew, group.order)).equals(publicKey(sharing))).toBe(false)
}

describe.each([secp256k1, ed25519, bls12381G2])('a new key over $name', (group) => {
  test.each([
    [2, [1, 2]],
    [2, [1, 2, 3]],
    [3, [2, 3, 5, 8, 65_535]],
  ])('is held %i of %j, and fewer join to something else', (threshold, parties) => {
    checkNewKey(group, threshold, parties)
  })
})

test('seven of ten hold a new key', () => {
  checkNewKey(secp256k1, 7, numbered(10))
})

test('fourteen of twenty hold a new key', () => {
  checkNewKey(secp256k1, 14, numbered(20))
})

test('all of four hold a new key', () => {
  checkNewKey(secp256k1, 4, numbered(4))
})

test('every ceremony makes another key', () => {
  const next = { parties: [1, 2], threshold: 2, epoch: 0 }
  const [one, two] = [0, 1].map(() =>
    sharingOf(sharesOf(results(run(generation(secp256k1, next))))),
  )
  if (one === undefined || two === undefined) throw new Error('a key is missing')
  expect(publicKey(one).equals(publicKey(two))).toBe(false)
})

test('what a party draws decides its messages, so that a run can be had again', () => {
  const again = () =>
    run(
      generation(
        secp256k1,
        { parties: [1, 2, 3], threshold: 2, epoch: 4 },
        {
          id: new Uint8Array(32),
          randomOf: (party) => seededRandom(party),
        },
      ),
    ).delivered
  expect(again()).toEqual(again())
})

test('the epoch is the one that was asked for', () => {
  const ended = results(run(generation(secp256k1, { parties: [1, 2], threshold: 2, epoch: 41 })))
  expect(sharingOf(sharesOf(ended)).epoch).toBe(41)
})
