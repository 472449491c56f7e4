import { bls12_381 } from '@noble/curves/bls12-381.js'
import { describe, expect, test } from 'vitest'
import { dealShares, shareOf } from '../../../test/support/dealer.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { toHex } from '../encoding/bytes.ts'
import { bls12381G1, bls12381G2 } from '../groups/bls12-381.ts'
import { publicKey } from '../sharing/key-share.ts'
import { combineDecryptionKey } from './combine.ts'
import { seedMask } from './ibe-hashes.ts'
import { encryptToPoint, ibeCiphertext, ibeDecrypt, ibeEncrypt } from './ibe.ts'
import { signedBy } from './pairing.ts'
import { inG1, inG2 } from './points.ts'
import { hashToG1 } from './purpose.ts'
import { ibeDecryptionShare } from './sign.ts'

const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))

describe('encryption to a policy', () => {
  const random = seededRandom('ibe')
  const shares = dealShares(bls12381G2, { parties: [1, 2, 3, 4], threshold: 3, random })
  const { sharing } = shareOf(shares, 1)
  const policy = random(32)
  const key = random(32)
  const ciphertext = ibeEncrypt({ publicKey: publicKey(sharing), policy, key, random })

  test('a threshold of shares opens what was encrypted to their key', () => {
    const chosen = [4, 1, 3].map((party) => ibeDecryptionShare(shareOf(shares, party), policy))
    const { signature } = combineDecryptionKey({ sharing, policy, shares: chosen })
    expect(ibeDecrypt(signature, ciphertext)).toEqual(key)
  })

  test('what is released names the key: the same share releases other things for other keys', () => {
    const keyShare = shareOf(shares, 1)
    const other = shareOf(dealShares(bls12381G2, { parties: [1, 2], threshold: 2, random }), 1)
    const moved = { ...keyShare, sharing: other.sharing }
    const [ours, theirs] = [keyShare, moved].map((held) => ibeDecryptionShare(held, policy))
    expect(ours?.signature.equals(theirs?.signature ?? bls12381G1.zero)).toBe(false)
  })

  test('travels as a record', () => {
    const bytes = ibeCiphertext.encode(ciphertext)
    expect(ibeCiphertext.encode(ibeCiphertext.decode(bytes))).toEqual(bytes)
  })

  test('encrypts the same key anew each time', () => {
    const again = ibeEncrypt({ publicKey: publicKey(sharing), policy, key, random })
    expect(again.u.equals(ciphertext.u)).toBe(false)
    expect(again.v).not.toEqual(ciphertext.v)
  })

  test('takes keys of 32 bytes alone', () => {
    for (const length of [0, 16, 31, 33, 64]) {
      const wrong = () =>
        ibeEncrypt({ publicKey: publicKey(sharing), policy, key: random(length), random })
      expect(wrong).toThrow(expect.objectContaining({ code: 'bad-parameters' }))
    }
  })
})

// Round 1,000 of drand's public quicknet, and a ciphertext made for it with drand's own library.
describe("drand's timelock encryption", () => {
  const key = fromHex('19a53c064c57abbc07ee6396a0271894b3c4e6140d358cfa8b58dfd61725ea3a')
  const drandKey = bls12381G2.decodePoint(
    fromHex(
      '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451' +
        '0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
    ),
  )
  const beacon = bls12381G1.decodePoint(
    fromHex(
      'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
    ),
  )
  const ciphertext = {
    u: bls12381G2.decodePoint(
      fromHex(
        'b5d9792c1514fd97110fc5031d25251a4e89778ac3b763d2f03b9e596ddc50552d2cec3e57c05fac4d19e84ac087f201' +
          '165c30d6430e022bc815d983235939616ace4bf5fc88b10159bd9b76e77838bd696683b8c9b69523268548fad46c559a',
      ),
    ),
    v: fromHex('26bb8f10df7552dbd40d50422fb410855f90091f9fceddaac8c81f0e8ded2acd'),
    w: fromHex('e55db7f688df027c28a087b9c6352fcecdadca0fcfc5ee34464a0b45bb0b314f'),
  }
  const identityOfRound = async () => {
    const round = new Uint8Array([0, 0, 0, 0, 0, 0, 0x03, 0xe8])
    return hashToG1('BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_', await sha256(round))
  }

  test('the beacon is what our verification takes for a signature on its round', async () => {
    expect(signedBy(drandKey, await identityOfRound(), beacon)).toBe(true)
  })

  test('the beacon opens a ciphertext of another implementation', () => {
    expect(ibeDecrypt(beacon, ciphertext)).toEqual(key)
  })

  test('our encryption makes that very ciphertext from the same seed', async () => {
    const mask = seedMask(bls12_381.pairing(inG1(beacon), inG2(ciphertext.u)))
    const seed = ciphertext.v.map((byte, i) => byte ^ (mask[i] ?? 0))
    const identity = await identityOfRound()
    const made = encryptToPoint({ publicKey: drandKey, identity, key, random: () => seed })
    expect(toHex(ibeCiphertext.encode(made))).toBe(toHex(ibeCiphertext.encode(ciphertext)))
  })
})
