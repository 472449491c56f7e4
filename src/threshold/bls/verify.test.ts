import { bls12_381 } from '@noble/curves/bls12-381.js'
import { describe, expect, test } from 'vitest'
import { dealShares, shareOf } from '../../../test/support/dealer.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { bls12381G1, bls12381G2 } from '../groups/bls12-381.ts'
import { publicKey } from '../sharing/key-share.ts'
import { tagOf } from './purpose.ts'
import { proveBlsShare, signBlsShare } from './sign.ts'
import { verifyBls, verifyBlsShare, verifyBlsShareByPairing } from './verify.ts'

const random = seededRandom('bls-verify')
const message = new TextEncoder().encode('a key')
const purpose = 'pkp-public-key'

describe('verifyBls', () => {
  const { shortSignatures, G1 } = bls12_381
  const { secretKey, publicKey } = shortSignatures.keygen(random(48))
  const hashed = G1.hashToCurve(message, { DST: tagOf(purpose) })
  const signature = shortSignatures.sign(hashed, secretKey)

  test('accepts what a single key signed through @noble/curves', () => {
    expect(verifyBls({ publicKey, purpose, message, signature })).toBe(true)
  })

  test('refuses another message, purpose, key and signature', () => {
    const right = { publicKey, purpose, message, signature } as const
    const other = new TextEncoder().encode('another key')
    expect(verifyBls({ ...right, message: other })).toBe(false)
    expect(verifyBls({ ...right, purpose: 'node-set' })).toBe(false)
    expect(verifyBls({ ...right, publicKey: publicKey.double() })).toBe(false)
    expect(verifyBls({ ...right, signature: signature.negate() })).toBe(false)
  })

  test('refuses the identity, which would verify under the identity as a key', () => {
    const [noKey, noSignature] = [bls12381G2.zero, bls12381G1.zero]
    const nothing = { publicKey: noKey, purpose, message, signature: noSignature } as const
    expect(verifyBls(nothing)).toBe(false)
    expect(verifyBls({ ...nothing, publicKey })).toBe(false)
    expect(verifyBls({ ...nothing, signature })).toBe(false)
  })

  test('refuses points of the wrong group', () => {
    const swapped = { publicKey: signature, purpose, message, signature: publicKey } as const
    expect(() => verifyBls(swapped)).toThrow(expect.objectContaining({ code: 'bad-parameters' }))
  })
})

describe('share verification', () => {
  const shares = dealShares(bls12381G2, { parties: [1, 2, 3], threshold: 2, random })
  const { sharing } = shareOf(shares, 2)
  const options = { sharing, purpose, message } as const

  test('accepts the share of each party', () => {
    for (const keyShare of shares.values()) {
      const share = proveBlsShare(keyShare, purpose, message, random)
      expect(verifyBlsShare({ ...options, share })).toBe(true)
      expect(verifyBlsShareByPairing({ ...options, share })).toBe(true)
    }
  })

  test('does not pass a share without a proof where a proof is asked for', () => {
    const share = signBlsShare(shareOf(shares, 2), purpose, message)
    expect(verifyBlsShare({ ...options, share })).toBe(false)
    expect(verifyBlsShareByPairing({ ...options, share })).toBe(true)
  })

  test('refuses to judge a share of who holds none', () => {
    const share = { ...proveBlsShare(shareOf(shares, 2), purpose, message, random), party: 9 }
    for (const verify of [verifyBlsShare, verifyBlsShareByPairing]) {
      expect(() => verify({ ...options, share })).toThrow(
        expect.objectContaining({ code: 'bad-parameters' }),
      )
    }
  })

  test('the whole key has no share of its own at zero', () => {
    const { signature } = signBlsShare(shareOf(shares, 2), purpose, message)
    expect(verifyBls({ publicKey: publicKey(sharing), purpose, message, signature })).toBe(false)
  })
})
