import { describe, expect, test } from 'vitest'
import { dealShares, shareOf } from '../../../test/support/dealer.ts'
import { identityOf } from '../../../test/support/identities.ts'
import { generation, handover, sharingOf } from '../../../test/support/key-ceremonies.ts'
import { results, run } from '../../../test/support/network.ts'
import { seededRandom, systemRandom } from '../../../test/support/randomness.ts'
import { replace } from '../../../test/support/tamper.ts'
import { ed25519 } from '../groups/ed25519.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import type { Holders } from '../sharing/holders.ts'
import type { PublicSharing } from '../sharing/key-share.ts'
import { sameSharing } from '../sharing/sharing-codec.ts'
import {
  certificateCodec,
  transcriptOf,
  verifyHandover,
  type HandoverCertificate,
} from './handover.ts'
import { sessionOf } from './plan.ts'

const { verify } = identityOf(1)

const deal = (seed: string) =>
  dealShares(secp256k1, {
    parties: [1, 2, 3],
    threshold: 2,
    epoch: 1,
    secret: 8n,
    random: seededRandom(seed),
  })

const old = deal('old')
const previous = sharingOf(old)
const next: Holders = { parties: [3, 4, 5], threshold: 2, epoch: 2 }
const dealers = [1, 3]

const handOver = () => {
  const { certificate } = results(run(handover(old, dealers, next))).get(1) ?? {}
  if (certificate === undefined) throw new Error('party 1 has no certificate')
  return certificate
}

const certificate = handOver()

/** What the new holders would sign if they had come to this together. */
const signedByAll = (
  sharing: PublicSharing,
  signers: readonly number[] = sharing.parties,
): HandoverCertificate => {
  const { id, dealt } = certificate
  const { group } = sharing
  const session = sessionOf({ id, group, next, previous: { sharing: previous, dealers } })
  const transcript = transcriptOf(session, dealt, sharing)
  const signatures = signers.map((party) => identityOf(party).sign(transcript))
  return { ...certificate, sharing, signatures }
}

describe('a certificate of a handover', () => {
  test('is the same at everybody, dealer, holder or both', () => {
    const ended = [...results(run(handover(old, dealers, next))).values()]
    const [first] = ended.map((result) => certificateCodec(secp256k1).encode(result.certificate))
    expect(ended).toHaveLength(4)
    for (const result of ended) {
      expect(certificateCodec(secp256k1).encode(result.certificate)).toEqual(first)
      expect(verifyHandover(result.certificate, { previous, next, verify })).toBe(true)
    }
  })

  test('convinces who was not there, after a journey in bytes', () => {
    const { encode, decode } = certificateCodec(secp256k1)
    const received = decode(encode(certificate))
    expect(verifyHandover(received, { previous, next, verify })).toBe(true)
    expect(sameSharing(received.sharing, certificate.sharing)).toBe(true)
  })

  const [first = systemRandom(64), ...others] = certificate.signatures
  const bent = first.with(9, (first[9] ?? 0) ^ 1)
  const { sharing } = certificate
  test.each<[string, Partial<HandoverCertificate>]>([
    ['with no signature', { signatures: [] }],
    ['with the first signature missing', { signatures: others }],
    ['with the last signature missing', { signatures: certificate.signatures.slice(0, -1) }],
    ['with a signature more', { signatures: [...certificate.signatures, first] }],
    ['with a signature that is none', { signatures: [bent, ...others] }],
    ['with signatures in the wrong places', { signatures: [...others, first] }],
    ['under another id', { id: systemRandom(32) }],
    ['with an id that is none', { id: new Uint8Array(0) }],
    ['about other dealings', { dealt: systemRandom(32) }],
    ['with other dealers', { dealers: [2, 3] }],
    ['with dealers in another order', { dealers: [3, 1] }],
    ['with dealers that are too few', { dealers: [3] }],
    ['about another sharing of the key', { sharing: handOver().sharing }],
    ['about another epoch', { sharing: { ...sharing, epoch: 3 } }],
    ['about another threshold', { sharing: { ...sharing, threshold: 3 } }],
    ['about other holders', { sharing: { ...sharing, parties: [3, 4, 6] } }],
    ['about another group', { sharing: { ...sharing, group: ed25519 } }],
  ])('does not convince %s', (_, change) => {
    expect(verifyHandover({ ...certificate, ...change }, { previous, next, verify })).toBe(false)
  })

  test.each<[string, { previous?: PublicSharing; next?: Holders }]>([
    ['other holders', { next: { ...next, parties: [3, 4] } }],
    ['another threshold', { next: { ...next, threshold: 3 } }],
    ['another epoch', { next: { ...next, epoch: 3 } }],
    ['another sharing to have been handed over', { previous: sharingOf(deal('other')) }],
    ['an earlier sharing to have been handed over', { previous: { ...previous, epoch: 0 } }],
  ])('does not convince who expects %s', (_, expected) => {
    expect(verifyHandover(certificate, { previous, next, verify, ...expected })).toBe(false)
  })

  test('does not convince who expects a new key', () => {
    expect(verifyHandover(certificate, { next, verify })).toBe(false)
  })
})

describe('what all new holders sign together convinces nobody', () => {
  const { sharing } = certificate

  test('unless it is what was asked for', () => {
    const together = signedByAll(sharing)
    expect(verifyHandover(together, { previous, next, verify })).toBe(true)
  })

  const [constant = secp256k1.zero, slope = secp256k1.zero] = sharing.commitments
  test.each<[string, HandoverCertificate]>([
    ['if the key is another', signedByAll({ ...sharing, commitments: [slope, slope] })],
    [
      'if it takes more of them',
      signedByAll({ ...sharing, threshold: 3, commitments: [constant, slope, slope] }),
    ],
    ['if a coefficient is missing', signedByAll({ ...sharing, commitments: [constant] })],
    ['if it is of another epoch', signedByAll({ ...sharing, epoch: 9 })],
    ['if one of them is left out', signedByAll({ ...sharing, parties: [3, 4] })],
    ['if another signed for one of them', signedByAll(sharing, [3, 4, 1])],
  ])('%s', (_, together) => {
    expect(verifyHandover(together, { previous, next, verify })).toBe(false)
  })
})

test('a new key has a certificate too, which says nothing of an old one', () => {
  const parties = [1, 2, 3]
  const made = { parties, threshold: 2, epoch: 2 }
  const { certificate } = results(run(generation(secp256k1, made))).get(2) ?? {}
  if (certificate === undefined) throw new Error('party 2 has no certificate')
  expect(verifyHandover(certificate, { next: made, verify })).toBe(true)
  expect(verifyHandover(certificate, { next: made, previous, verify })).toBe(false)
  expect(verifyHandover({ ...certificate, dealers: [1, 2] }, { next: made, verify })).toBe(false)
})

test('a holder that missed the last signature takes up its share by the certificate of another', () => {
  const finished = run(handover(old, dealers, next), {
    tamper: replace(5, 3, (message) => (message.to === 4 ? [] : [message])),
  })
  expect(finished.outcomes.get(4)).toMatchObject({ kind: 'abort', abort: { code: 'silent' } })
  const [pending] = finished.checkpoints.get(4) ?? []
  const elsewhere = finished.outcomes.get(1)
  if (pending === undefined || elsewhere?.kind !== 'result') throw new Error('no handover at all')
  const { certificate } = elsewhere.result
  expect(verifyHandover(certificate, { previous, next, verify })).toBe(true)
  expect(sameSharing(certificate.sharing, pending.sharing)).toBe(true)
  expect(shareOf(old, 1).secret).not.toEqual(new Uint8Array(32))
})
