import { describe, expect, test } from 'vitest'
import { dealShares } from '../../../test/support/dealer.ts'
import { sharingOf } from '../../../test/support/key-ceremonies.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { Abort } from '../errors.ts'
import { mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { commit } from '../sharing/feldman.ts'
import { fitsSharing, publicKey } from '../sharing/key-share.ts'
import { evaluate } from '../sharing/polynomial.ts'
import { contextOf } from './context.ts'
import { joinShare, joinSharing } from './join.ts'
import type { Dealing } from './messages.ts'

const { order } = secp256k1
const next = { parties: [1, 2], threshold: 2, epoch: 3 }
const plan = { id: new Uint8Array(32), group: secp256k1, next }
const context = contextOf(plan, 1)

const dealing = (polynomial: readonly bigint[]): Dealing => ({
  opening: { commitments: commit(secp256k1, polynomial), salt: new Uint8Array(32) },
  proof: { challenge: 0n, response: 0n },
  shares: [evaluate(polynomial, 1, order)],
})

const joined = (...polynomials: readonly bigint[][]) => {
  const dealings = polynomials.map((polynomial) => dealing(polynomial))
  const openings = dealings.map(({ opening }) => opening)
  const sharing = joinSharing(context, openings)
  return { sharing, share: joinShare(context, sharing, dealings) }
}

const abortOf = (work: () => unknown): Pick<Abort, 'code' | 'culprits'> => {
  try {
    work()
  } catch (error) {
    if (error instanceof Abort) return { code: error.code, culprits: error.culprits }
    throw error
  }
  throw new Error('nothing was refused')
}

const nobody = (code: Abort['code']) => ({ code, culprits: [] })

test('what was dealt adds up, in secret as in public', () => {
  const { sharing, share } = joined([2n, 3n], [20n, 30n])
  expect(sharing).toMatchObject({ parties: [1, 2], threshold: 2, epoch: 3 })
  expect(publicKey(sharing).equals(secp256k1.base.multiply(22n))).toBe(true)
  expect(share.secret.at(-1)).toBe(55)
  expect(fitsSharing(share)).toBe(true)
})

describe('nobody is named, and nothing comes out,', () => {
  test('when the constant terms cancel', () => {
    expect(abortOf(() => joined([2n, 3n], [order - 2n, 30n]))).toEqual(nobody('degenerate'))
  })

  test('when other coefficients cancel', () => {
    expect(abortOf(() => joined([2n, 3n], [20n, order - 3n]))).toEqual(nobody('degenerate'))
  })

  test('when our share would be zero', () => {
    expect(abortOf(() => joined([2n, 3n], [20n, mod(-25n, order)]))).toEqual(nobody('degenerate'))
  })

  test('when the key would be another', () => {
    const old = dealShares(secp256k1, {
      parties: [1, 2],
      threshold: 2,
      epoch: 2,
      secret: 22n,
      random: seededRandom('old'),
    })
    const previous = { sharing: sharingOf(old), dealers: [1, 2] }
    const handover = contextOf({ ...plan, previous }, 1)
    const openings = (constant: bigint) => [
      dealing([constant, 3n]).opening,
      dealing([20n, 30n]).opening,
    ]
    expect(publicKey(joinSharing(handover, openings(2n))).equals(publicKey(sharingOf(old)))).toBe(
      true,
    )
    expect(abortOf(() => joinSharing(handover, openings(3n)))).toEqual(nobody('wrong-key'))
  })
})
