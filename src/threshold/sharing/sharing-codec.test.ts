import { describe, expect, test } from 'vitest'
import { dealShares } from '../../../test/support/dealer.ts'
import { sharingOf } from '../../../test/support/key-ceremonies.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { Reader } from '../encoding/reader.ts'
import { EncodingError, type EncodingErrorCode } from '../errors.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import { ed25519 } from '../groups/ed25519.ts'
import type { Group } from '../groups/group.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { PublicSharing } from './key-share.ts'
import { encodeSharing, sameSharing, sharingCodec } from './sharing-codec.ts'

const dealt = (group: Group, seed = 'sharing'): PublicSharing =>
  sharingOf(dealShares(group, { parties: [1, 2, 3], threshold: 2, random: seededRandom(seed) }))

const decode = (group: Group, bytes: Uint8Array): PublicSharing => {
  const input = new Reader(bytes)
  const sharing = sharingCodec(group).read(input)
  input.end()
  return sharing
}

const refusalOf = (work: () => unknown): EncodingErrorCode | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    if (error instanceof EncodingError) return error.code
    throw error
  }
}

test.each([secp256k1, bls12381G2, ed25519])(
  'a sharing over $name reads as it was written',
  (group) => {
    const sharing = dealt(group)
    expect(sameSharing(decode(group, encodeSharing(sharing)), sharing)).toBe(true)
  },
)

describe('reading refuses', () => {
  const sharing = dealt(secp256k1)
  const bytes = encodeSharing(sharing)

  test('a sharing over another group', () => {
    expect(refusalOf(() => decode(bls12381G2, bytes))).toBe('wrong-type')
    const renamed = encodeSharing({ ...sharing, group: { ...secp256k1, name: 'ed25519' } })
    expect(refusalOf(() => decode(secp256k1, renamed))).toBe('wrong-type')
  })

  test('a sharing that cannot be one', () => {
    expect(refusalOf(() => decode(secp256k1, encodeSharing({ ...sharing, threshold: 3 })))).toBe(
      'out-of-range',
    )
  })

  test('every truncation, and a byte too many', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(refusalOf(() => decode(secp256k1, bytes.subarray(0, length)))).toBeDefined()
    }
    expect(refusalOf(() => decode(secp256k1, Uint8Array.of(...bytes, 0)))).toBe('trailing-bytes')
  })
})

test('sharings differ by epoch, parties and polynomial', () => {
  const sharing = dealt(secp256k1)
  expect(sameSharing(sharing, dealt(secp256k1))).toBe(true)
  expect(sameSharing(sharing, { ...sharing, epoch: 2 })).toBe(false)
  expect(sameSharing(sharing, { ...sharing, parties: [1, 2, 4] })).toBe(false)
  expect(sameSharing(sharing, dealt(secp256k1, 'another'))).toBe(false)
})
