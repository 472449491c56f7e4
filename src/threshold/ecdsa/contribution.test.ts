import { describe, expect, test } from 'vitest'
import { identityOf } from '../../../test/support/identities.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import {
  presignTranscript,
  signContribution,
  verifyContribution,
  type Contribution,
} from './contribution.ts'

const { base } = secp256k1
const random = seededRandom('contribution')
const header = random(32)
const { verify } = identityOf(9)

const contribute = (party: number, nonce: bigint, keyShare: bigint): Contribution =>
  signContribution(identityOf(party), header, party, {
    nonce: base.multiply(nonce),
    keyShare: base.multiply(keyShare),
  })

const own = contribute(1, 3n, 5n)
const other = contribute(2, 7n, 11n)

describe('a contribution', () => {
  test('is signed by its party for its presignature', () => {
    expect(verifyContribution(verify, header, own)).toBe(true)
  })

  test.each([
    ['another nonce', { nonce: other.nonce }],
    ['another key share', { keyShare: other.keyShare }],
    ['nonce and key share exchanged', { nonce: own.keyShare, keyShare: own.nonce }],
    ['another party', { party: 2 }],
    ['another’s signature', { signature: other.signature }],
  ])('is not that with %s', (_, change) => {
    expect(verifyContribution(verify, header, { ...own, ...change })).toBe(false)
  })

  test('is not that in another presignature', () => {
    expect(verifyContribution(verify, random(32), own)).toBe(false)
  })
})

describe('a transcript', () => {
  const transcript = presignTranscript(header, [own, other])

  test('is the same for whoever saw the same', () => {
    expect(presignTranscript(header.slice(), [{ ...own }, { ...other }])).toEqual(transcript)
  })

  test('does not depend on signatures, of which a party can make many', () => {
    const unsigned = { ...own, signature: new Uint8Array(64) }
    expect(presignTranscript(header, [unsigned, other])).toEqual(transcript)
  })

  test.each([
    ['another header', presignTranscript(random(32), [own, other])],
    ['another nonce', presignTranscript(header, [{ ...own, nonce: other.nonce }, other])],
    ['another key share', presignTranscript(header, [{ ...own, keyShare: other.keyShare }, other])],
    ['another party', presignTranscript(header, [{ ...own, party: 3 }, other])],
    ['another order', presignTranscript(header, [other, own])],
    ['one contribution less', presignTranscript(header, [own])],
    ['one contribution more', presignTranscript(header, [own, other, other])],
    [
      'nonce and key share exchanged',
      presignTranscript(header, [{ ...own, nonce: own.keyShare, keyShare: own.nonce }, other]),
    ],
  ])('is another one for %s', (_, elsewhere) => {
    expect(elsewhere).not.toEqual(transcript)
  })
})
