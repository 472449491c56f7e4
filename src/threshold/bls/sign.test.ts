import { bls12_381 } from '@noble/curves/bls12-381.js'
import { describe, expect, test } from 'vitest'
import { dealShares, shareOf } from '../../../test/support/dealer.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { toHex } from '../encoding/bytes.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { tagOf, type BlsPurpose } from './purpose.ts'
import { proveBlsShare, signBlsShare } from './sign.ts'
import { verifyBlsShare, verifyBlsShareByPairing } from './verify.ts'

const random = seededRandom('bls-sign')
const shares = dealShares(bls12381G2, { parties: [1, 2, 3], threshold: 2, random })
const keyShare = shareOf(shares, 1)
const message = new TextEncoder().encode('a node set')

describe('signBlsShare', () => {
  test("gives what @noble/curves' own BLS signs with the share as its key", () => {
    const { signature } = signBlsShare(keyShare, 'node-set', message)
    const { shortSignatures, G1 } = bls12_381
    const hashed = G1.hashToCurve(message, { DST: tagOf('node-set') })
    expect(signature.equals(shortSignatures.sign(hashed, keyShare.secret))).toBe(true)
  })

  // Made with this code: they hold the tags and the encodings still.
  test.each<[BlsPurpose, string]>([
    [
      'session-certificate',
      'b7b351e70edf54990b007c351e49d8d9d1582060b24a2649934929ee533ba325bfe9a191cc391c1fa1f2054a4113c20d',
    ],
    [
      'node-set',
      'b3c7e791bbe954f7cef5c28e140c1b6d058af8ce510788bea54f737523295affb88164162776a7314f230175297a30f7',
    ],
    [
      'pkp-public-key',
      'a9eced9e13c750a916ed9e3cb0c207217317fb57130160cd002bd33163d6d4bc1322d6618e215c840886e8aa3b8eb878',
    ],
    [
      'decryption',
      '8783d76aa4f9e40c7b100c5aad5360d1be27ea020ae53e2e88ac541fdc201baef4355cde0825807db5204d532a69267b',
    ],
  ])('signs the same for %s as ever', (purpose, expected) => {
    const options = { parties: [1, 2], threshold: 2, secret: 5n, random: seededRandom('ever') }
    const dealt = shareOf(dealShares(bls12381G2, options), 1)
    expect(toHex(signBlsShare(dealt, purpose, message).signature.toBytes())).toBe(expected)
  })

  test('refuses a share of zero', () => {
    const zero = { ...keyShare, secret: new Uint8Array(32) }
    expect(() => signBlsShare(zero, 'node-set', message)).toThrow(
      expect.objectContaining({ code: 'refused' }),
    )
  })

  test('refuses a key of another group', () => {
    const other = dealShares(secp256k1, { parties: [1, 2, 3], threshold: 2, random })
    expect(() => signBlsShare(shareOf(other, 1), 'node-set', message)).toThrow(
      expect.objectContaining({ code: 'bad-parameters' }),
    )
  })

  test('refuses a sharing with another number of commitments than its threshold', () => {
    const sharing = { ...keyShare.sharing, threshold: 3 }
    expect(() => signBlsShare({ ...keyShare, sharing }, 'node-set', message)).toThrow(
      expect.objectContaining({ code: 'bad-parameters' }),
    )
  })
})

describe('proveBlsShare', () => {
  const { sharing } = keyShare
  const proven = proveBlsShare(keyShare, 'node-set', message, random)

  test('makes the same share, with a proof that both verifiers accept', () => {
    const { signature } = signBlsShare(keyShare, 'node-set', message)
    expect(proven.signature.equals(signature)).toBe(true)
    const options = { sharing, purpose: 'node-set', message, share: proven } as const
    expect(verifyBlsShare(options)).toBe(true)
    expect(verifyBlsShareByPairing(options)).toBe(true)
  })

  test('never repeats a nonce, even where randomness repeats', () => {
    const stuck = (length: number): Uint8Array => new Uint8Array(length)
    const nonceOf = (text: string): bigint => {
      const other = new TextEncoder().encode(text)
      const { proof } = proveBlsShare(keyShare, 'node-set', other, stuck)
      if (proof === undefined) throw new Error('no proof')
      const { order } = bls12381G2
      const secret = BigInt(`0x${toHex(keyShare.secret)}`)
      return (((proof.response - proof.challenge * secret) % order) + order) % order
    }
    expect(nonceOf('one')).not.toBe(nonceOf('two'))
    expect(nonceOf('one')).toBe(nonceOf('one'))
  })

  test('takes fresh randomness into the nonce', () => {
    const again = proveBlsShare(keyShare, 'node-set', message, random)
    expect(again.proof).not.toEqual(proven.proof)
  })
})
