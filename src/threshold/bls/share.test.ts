import { describe, expect, test } from 'vitest'
import { dealShares, shareOf } from '../../../test/support/dealer.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import { decodeBlsShare, encodeBlsShare } from './share.ts'
import { proveBlsShare, signBlsShare } from './sign.ts'

const random = seededRandom('bls-share')
const keyShare = shareOf(dealShares(bls12381G2, { parties: [1, 2, 3], threshold: 2, random }), 2)
const message = new Uint8Array([1, 2, 3])
const plain = signBlsShare(keyShare, 'node-set', message)
const proven = proveBlsShare(keyShare, 'node-set', message, random)

describe('decodeBlsShare', () => {
  test('reads back a plain share', () => {
    const read = decodeBlsShare(2, encodeBlsShare(plain), { proven: false })
    expect(read.signature.equals(plain.signature)).toBe(true)
    expect(read).toMatchObject({ party: 2 })
    expect(read.proof).toBeUndefined()
  })

  test('reads back a share with its proof', () => {
    const read = decodeBlsShare(2, encodeBlsShare(proven), { proven: true })
    expect(read.proof).toEqual(proven.proof)
  })

  test('refuses a share that its sender made for another party, and names the sender', () => {
    const decode = () => decodeBlsShare(3, encodeBlsShare(plain), { proven: false })
    expect(decode).toThrow(expect.objectContaining({ code: 'malformed-message', culprits: [3] }))
  })

  test('refuses a plain share where a proof was asked for, and the reverse', () => {
    for (const [share, asked] of [
      [plain, true],
      [proven, false],
    ] as const) {
      const decode = () => decodeBlsShare(2, encodeBlsShare(share), { proven: asked })
      expect(decode).toThrow(expect.objectContaining({ code: 'malformed-message', culprits: [2] }))
    }
  })

  test('refuses every truncation and every trailing byte', () => {
    const whole = encodeBlsShare(plain)
    const broken = Array.from(whole, (_, length) => whole.subarray(0, length))
    for (const bytes of [...broken, new Uint8Array([...whole, 0])]) {
      expect(() => decodeBlsShare(2, bytes, { proven: false })).toThrow(
        expect.objectContaining({ code: 'malformed-message', culprits: [2] }),
      )
    }
  })
})
