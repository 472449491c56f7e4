import { describe, expect, test } from 'vitest'
import { combineBls, combineDecryptionKey } from '../../src/threshold/bls/combine.ts'
import { ibeCiphertext, ibeDecrypt, ibeEncrypt } from '../../src/threshold/bls/ibe.ts'
import type { BlsPurpose } from '../../src/threshold/bls/purpose.ts'
import { decodeBlsShare, encodeBlsShare, type BlsShare } from '../../src/threshold/bls/share.ts'
import { ibeDecryptionShare, proveBlsShare, signBlsShare } from '../../src/threshold/bls/sign.ts'
import { verifyBls, verifyBlsShare } from '../../src/threshold/bls/verify.ts'
import { concat } from '../../src/threshold/encoding/bytes.ts'
import { bls12381G1, bls12381G2 } from '../../src/threshold/groups/bls12-381.ts'
import { encodeScalar } from '../../src/threshold/groups/scalar.ts'
import { publicKey, type KeyShare } from '../../src/threshold/sharing/key-share.ts'
import {
  aboveModulusG1,
  identityG1,
  identityG2,
  offG1,
  outsideG1,
  outsideG2,
} from '../support/bad-points.ts'
import { dealShares, shareOf } from '../support/dealer.ts'
import { seededRandom } from '../support/randomness.ts'

const random = seededRandom('byzantine bls')
const secret = 0x1234567890abcdefn
const options = { parties: [1, 2, 3, 4, 5], threshold: 3, random }
const dealt = dealShares(bls12381G2, { ...options, secret })
const { sharing } = shareOf(dealt, 1)
const purpose: BlsPurpose = 'session-certificate'
const message = new TextEncoder().encode('a session certificate')
const other = new TextEncoder().encode('another session certificate')

const LIAR = 2
const plain = (keyShare: KeyShare): BlsShare => signBlsShare(keyShare, purpose, message)
const proven = (keyShare: KeyShare): BlsShare => proveBlsShare(keyShare, purpose, message, random)

const held = shareOf(dealt, LIAR)
const neighbour = shareOf(dealt, 3)
const honest = proven(held)

const signatureIsRight = (signature: BlsShare['signature']): boolean =>
  verifyBls({ publicKey: publicKey(sharing), purpose, message, signature })

/** The liar's share comes first, so that every joining starts with it. */
const around = (lie: BlsShare, make: (keyShare: KeyShare) => BlsShare): readonly BlsShare[] => [
  lie,
  ...[1, 3, 4, 5].map((party) => make(shareOf(dealt, party))),
]

const checkNamed = (lie: BlsShare, make: (keyShare: KeyShare) => BlsShare): void => {
  const shares = around(lie, make)
  const combined = combineBls({ sharing, purpose, message, shares })
  expect(combined.wrong).toEqual([LIAR])
  expect(signatureIsRight(combined.signature)).toBe(true)
  const few = { sharing, purpose, message, shares: shares.slice(0, 3) } as const
  expect(() => combineBls(few)).toThrow(
    expect.objectContaining({ code: 'bad-share', culprits: [LIAR] }),
  )
}

describe('a share that is wrong', () => {
  test('is not this one', () => {
    const shares = around(plain(held), plain)
    expect(combineBls({ sharing, purpose, message, shares }).wrong).toEqual([])
    const three = shares.slice(0, 3)
    const { signature } = combineBls({ sharing, purpose, message, shares: three })
    expect(signatureIsRight(signature)).toBe(true)
  })

  const ofAnotherKey = dealShares(bls12381G2, options)
  const ofAnotherEpoch = dealShares(bls12381G2, { ...options, secret, epoch: 2 })
  const lies: Readonly<Record<string, BlsShare>> = {
    'any other point': { party: LIAR, signature: bls12381G1.base },
    'the negative of the right one': { party: LIAR, signature: honest.signature.negate() },
    "another party's share": { ...plain(neighbour), party: LIAR },
    'a share for another message': signBlsShare(held, purpose, other),
    'a share for another purpose': signBlsShare(held, 'decryption', message),
    'a share of another key': plain(shareOf(ofAnotherKey, LIAR)),
    'a share of the same key from another epoch': plain(shareOf(ofAnotherEpoch, LIAR)),
    'the whole signature': plain({ ...held, secret: encodeScalar(secret) }),
  }

  test.each(Object.entries(lies))('%s is named by pairing', (_, lie) => {
    checkNamed(lie, plain)
  })

  test.each(Object.entries(lies))('%s is named by a proof that was right before', (_, lie) => {
    const { proof } = honest
    if (proof === undefined) throw new Error('no proof')
    checkNamed({ ...lie, proof }, proven)
  })

  test('two wrong shares are both named', () => {
    const lie = { party: LIAR, signature: bls12381G1.base }
    const shares = [lie, { ...lie, party: 5 }, ...[1, 3, 4].map((p) => plain(shareOf(dealt, p)))]
    expect(combineBls({ sharing, purpose, message, shares }).wrong).toEqual([LIAR, 5])
  })
})

describe('a proof that is wrong', () => {
  const proofOf = ({ proof }: BlsShare) => {
    if (proof === undefined) throw new Error('no proof')
    return proof
  }
  const right = proofOf(honest)
  const verify = (share: BlsShare): boolean => verifyBlsShare({ sharing, purpose, message, share })

  test('is not this one', () => {
    expect(verify(honest)).toBe(true)
    const shares = around(honest, proven)
    expect(combineBls({ sharing, purpose, message, shares }).wrong).toEqual([])
  })

  const ofAnotherEpoch = dealShares(bls12381G2, { ...options, secret, epoch: 2 })
  test.each(
    Object.entries({
      "another party's proof": proofOf(proven(neighbour)),
      'a proof for another message': proofOf(proveBlsShare(held, purpose, other, random)),
      'a proof for another purpose': proofOf(proveBlsShare(held, 'node-set', message, random)),
      'a proof from another epoch': proofOf(proven(shareOf(ofAnotherEpoch, LIAR))),
      'another challenge': { ...right, challenge: right.challenge ^ 1n },
      'another response': { ...right, response: right.response ^ 1n },
      'a challenge past its length': { ...right, challenge: right.challenge + 2n ** 128n },
      nothing: { challenge: 0n, response: 0n },
    }),
  )('%s on a right share does not pass', (_, proof) => {
    expect(verify({ ...honest, proof })).toBe(false)
  })

  test('a proof of the same wrong scalar in both groups does not pass', () => {
    const wrong = { ...held, secret: encodeScalar(42n) }
    expect(verify(proven(wrong))).toBe(false)
    checkNamed(proven(wrong), proven)
  })
})

describe('a share that does not decode', () => {
  const whole = encodeBlsShare(plain(held))
  const withPoint = (point: Uint8Array): Uint8Array => concat(whole.subarray(0, -48), point)
  const decode = (bytes: Uint8Array) => decodeBlsShare(LIAR, bytes, { proven: false })

  test('is not this one', () => {
    const point = bls12381G1.encodePoint(plain(held).signature)
    expect(decode(withPoint(point)).signature.equals(plain(held).signature)).toBe(true)
  })

  test.each(
    Object.entries({
      'the identity': withPoint(identityG1()),
      'a point outside the subgroup': withPoint(outsideG1()),
      'a point off the curve': withPoint(offG1()),
      'an x above the modulus': withPoint(aboveModulusG1()),
      zeros: withPoint(new Uint8Array(48)),
      'a point too long': concat(whole, new Uint8Array(48)),
      'a share of party 0': encodeBlsShare(plain(held)).map((byte, i, all) =>
        i === all.length - 48 - 5 - 1 ? 0 : byte,
      ),
      "another party's": encodeBlsShare(plain(neighbour)),
      nothing: new Uint8Array(),
    }),
  )('%s is refused, and its sender named', (_, bytes) => {
    expect(() => decode(bytes)).toThrow(
      expect.objectContaining({ code: 'malformed-message', culprits: [LIAR] }),
    )
  })

  test('a response that is not below the order is refused, and its sender named', () => {
    const bytes = encodeBlsShare(honest)
    const above = concat(bytes.subarray(0, -32), encodeScalar(bls12381G1.order))
    expect(decodeBlsShare(LIAR, bytes, { proven: true }).party).toBe(LIAR)
    expect(() => decodeBlsShare(LIAR, above, { proven: true })).toThrow(
      expect.objectContaining({ code: 'malformed-message', culprits: [LIAR] }),
    )
  })
})

describe('a set of shares that is none', () => {
  const three = [1, 2, 3].map((party) => plain(shareOf(dealt, party)))

  test('is not this one', () => {
    expect(combineBls({ sharing, purpose, message, shares: three }).wrong).toEqual([])
  })

  test.each(
    Object.entries({
      'fewer than the threshold': three.slice(0, 2),
      'none at all': [],
      'one party twice': [...three.slice(0, 2), ...three.slice(1, 2)],
      'one party twice, past the threshold': [...three, ...three.slice(0, 1)],
      'a party that holds no share': [...three.slice(0, 2), { ...plain(held), party: 9 }],
      "the secret's own index": [...three.slice(0, 2), { ...plain(held), party: 0 }],
    }),
  )('%s is refused, and nobody blamed', (_, shares) => {
    expect(() => combineBls({ sharing, purpose, message, shares })).toThrow(
      expect.objectContaining({ name: 'UsageError', code: 'bad-parameters' }),
    )
  })

  test('a threshold that the commitments contradict is refused', () => {
    const lowered = { ...sharing, threshold: 2 }
    const shares = three.slice(0, 2)
    expect(() => combineBls({ sharing: lowered, purpose, message, shares })).toThrow(
      expect.objectContaining({ name: 'UsageError', code: 'bad-parameters' }),
    )
  })
})

describe('a ciphertext that was changed', () => {
  const policy = random(32)
  const key = random(32)
  const network = publicKey(sharing)
  const ciphertext = ibeEncrypt({ publicKey: network, policy, key, random })
  const keyFor = (policy: Uint8Array) =>
    combineDecryptionKey({
      sharing,
      policy,
      shares: [1, 3, 5].map((party) => ibeDecryptionShare(shareOf(dealt, party), policy)),
    }).signature
  const opener = keyFor(policy)
  const flip = (bytes: Uint8Array): Uint8Array => bytes.map((b, i) => (i === 31 ? b ^ 1 : b))

  test('is not this one', () => {
    expect(ibeDecrypt(opener, ciphertext)).toEqual(key)
  })

  const elsewhere = ibeEncrypt({ publicKey: network, policy: random(32), key, random })
  const twin = ibeEncrypt({ publicKey: network, policy, key: random(32), random })
  test.each(
    Object.entries({
      'another U': { ...ciphertext, u: ciphertext.u.add(bls12381G2.base) },
      'the negative of U': { ...ciphertext, u: ciphertext.u.negate() },
      'a bit of V': { ...ciphertext, v: flip(ciphertext.v) },
      'a bit of W': { ...ciphertext, w: flip(ciphertext.w) },
      'V and W changed places': { ...ciphertext, v: ciphertext.w, w: ciphertext.v },
      "another ciphertext's U": { ...ciphertext, u: twin.u },
      "another ciphertext's V": { ...ciphertext, v: twin.v },
      "another ciphertext's W": { ...ciphertext, w: twin.w },
      'a ciphertext for another policy': elsewhere,
      'a ciphertext to another key': ibeEncrypt({
        publicKey: network.add(bls12381G2.base),
        policy,
        key,
        random,
      }),
    }),
  )('%s: it does not open', (_, changed) => {
    expect(() => ibeDecrypt(opener, changed)).toThrow(
      expect.objectContaining({ name: 'DecryptionError' }),
    )
  })

  test('only the released key opens it', () => {
    expect(() => ibeDecrypt(keyFor(random(32)), ciphertext)).toThrow(
      expect.objectContaining({ name: 'DecryptionError' }),
    )
    const share = ibeDecryptionShare(shareOf(dealt, 1), policy).signature
    expect(() => ibeDecrypt(share, ciphertext)).toThrow(
      expect.objectContaining({ name: 'DecryptionError' }),
    )
  })

  test('shares for a certificate of the very policy do not join into a decryption key', () => {
    const shares = [1, 2, 3].map((p) => signBlsShare(shareOf(dealt, p), purpose, policy))
    expect(combineBls({ sharing, purpose, message: policy, shares }).wrong).toEqual([])
    expect(() => combineDecryptionKey({ sharing, policy, shares })).toThrow(
      expect.objectContaining({ code: 'bad-share', culprits: [1, 2, 3] }),
    )
  })

  const bytes = ibeCiphertext.encode(ciphertext)
  const start = bytes.length - 2 * (32 + 5) - 96
  const withU = (u: Uint8Array): Uint8Array =>
    concat(bytes.subarray(0, start), u, bytes.subarray(start + 96))

  test('decodes with the U that it has', () => {
    const u = bls12381G2.encodePoint(ciphertext.u)
    expect(ibeDecrypt(opener, ibeCiphertext.decode(withU(u)))).toEqual(key)
  })

  test.each(
    Object.entries({
      'the identity as U': [withU(identityG2()), 'identity-point'],
      'U outside the subgroup': [withU(outsideG2()), 'non-canonical-point'],
      'a byte less': [bytes.subarray(0, -1), 'truncated'],
      'a byte more': [concat(bytes, new Uint8Array(1)), 'trailing-bytes'],
    } as const),
  )('%s does not decode', (_, [changed, code]) => {
    expect(() => ibeCiphertext.decode(changed)).toThrow(expect.objectContaining({ code }))
  })
})
