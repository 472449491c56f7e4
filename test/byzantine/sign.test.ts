import { describe, expect, test } from 'vitest'
import {
  acknowledge,
  acknowledgementRecord,
  type Acknowledgement,
} from '../../src/threshold/ecdsa/acknowledgement.ts'
import { combine } from '../../src/threshold/ecdsa/combine.ts'
import { judgeContributions } from '../../src/threshold/ecdsa/judge-contributions.ts'
import type { SigningRequest } from '../../src/threshold/ecdsa/request.ts'
import { requestOn, signShare } from '../../src/threshold/ecdsa/sign.ts'
import { signatureShareRecord } from '../../src/threshold/ecdsa/signature-share.ts'
import { EncodingError } from '../../src/threshold/errors.ts'
import { encodeScalar, mod } from '../../src/threshold/groups/scalar.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { usageError } from '../support/errors.ts'
import { identityOf } from '../support/identities.ts'
import {
  acknowledgementsOf,
  joinShares,
  presignAll,
  presignatureOf,
  propose,
  signAll,
} from '../support/signers.ts'
import { flip } from './support/lies.ts'
import { roguePresign } from './support/rogue.ts'
import { keyFrom, presigned, signedTwice, withLie, wrongU } from './support/signing.ts'
import {
  ask,
  BYSTANDER,
  HONEST,
  LIAR,
  OUTSIDER,
  outcomeAt,
  presignAgainst,
  SECRET,
  SIGNERS,
  stage,
  VICTIM,
} from './support/stage.ts'

const { order } = secp256k1

describe('acknowledgements', () => {
  const { scene, presignatures } = presigned('acknowledgements')
  const [ofVictim, ofLiar, ofBystander] = acknowledgementsOf(presignatures) as [
    Acknowledgement,
    Acknowledgement,
    Acknowledgement,
  ]
  const { transcript } = ofLiar
  const ours = presignatureOf(presignatures, VICTIM)
  const request = ask(scene)

  const wrong: Readonly<Record<string, readonly Acknowledgement[]>> = {
    none: [],
    'one too few': [ofVictim, ofLiar],
    'all but our own': [ofLiar, ofBystander],
    'one too many': [
      ofVictim,
      ofLiar,
      ofBystander,
      acknowledge(identityOf(OUTSIDER), OUTSIDER, transcript),
    ],
    'one twice': [ofVictim, ofLiar, ofBystander, ofLiar],
    'one twice in the place of another': [ofVictim, ofLiar, ofLiar],
    'an outsider’s in the place of a signer’s': [
      ofVictim,
      ofLiar,
      acknowledge(identityOf(OUTSIDER), OUTSIDER, transcript),
    ],
    'one of another transcript': [
      ofVictim,
      acknowledge(identityOf(LIAR), LIAR, flip(transcript)),
      ofBystander,
    ],
    'one of another transcript under the right one’s signature': [
      ofVictim,
      { ...ofLiar, transcript: flip(transcript) },
      ofBystander,
    ],
    'one that nobody signed': [ofVictim, { ...ofLiar, signature: new Uint8Array(64) }, ofBystander],
    'one signed by another signer': [
      ofVictim,
      ofLiar,
      acknowledge(identityOf(LIAR), BYSTANDER, transcript),
    ],
    'one signed for another party': [
      ofVictim,
      ofLiar,
      { ...ofBystander, signature: ofLiar.signature },
    ],
    'one signed for another transcript': [
      ofVictim,
      ofLiar,
      {
        ...ofBystander,
        signature: acknowledge(identityOf(BYSTANDER), BYSTANDER, flip(transcript)).signature,
      },
    ],
  }

  test.each(Object.entries(wrong))('let no share out when there are: %s', (_, given) => {
    expect(() => signShare(identityOf(VICTIM), ours, request, given)).toThrow(usageError('refused'))
    expect(ours.state).toBe('fresh')
  })

  test('let a share out when all agree, in any order', () => {
    const bytes = signShare(identityOf(VICTIM), ours, request, [ofLiar, ofBystander, ofVictim])
    expect(signatureShareRecord.decode(bytes).party).toBe(VICTIM)
    expect(ours.state).toBe('bound')
  })

  test('do not decode at any length but their own', () => {
    const bytes = acknowledgementRecord.encode(ofLiar)
    expect(acknowledgementRecord.decode(bytes)).toEqual(ofLiar)
    for (let length = 0; length < bytes.length; length++) {
      expect(() => acknowledgementRecord.decode(bytes.subarray(0, length))).toThrow(EncodingError)
    }
  })
})

describe('a nonce told differently to two peers', () => {
  const scene = stage('two nonces')
  const liar = roguePresign(scene, {
    publish: (to, own) => (to === VICTIM ? { ...own, nonce: own.nonce + 1n } : own),
  })
  const finished = presignAgainst(scene, { liar })
  const presignatures = new Map(
    HONEST.map((party) => {
      const outcome = outcomeAt(finished, party)
      if (outcome.kind === 'abort') throw outcome.abort
      return [party, outcome.result] as const
    }),
  )

  test.each(HONEST)('keeps %i from signing, whatever the liar acknowledges to it', (party) => {
    const ours = presignatureOf(presignatures, party)
    const fitting = acknowledge(identityOf(LIAR), LIAR, ours.transcript)
    const given = [...acknowledgementsOf(presignatures), fitting]
    expect(() => signShare(identityOf(party), ours, ask(scene), given)).toThrow(
      usageError('refused'),
    )
    expect(ours.state).toBe('fresh')
  })

  const told = [...presignatures.values()].map(({ contributions }) => contributions)

  test('is the liar’s doing, as what both were told shows', () => {
    expect(judgeContributions(identityOf(OUTSIDER).verify, scene.session, told)).toEqual([LIAR])
  })

  test('is nobody’s doing as long as one only is heard, or heard twice', () => {
    const [first = []] = told
    const { verify } = identityOf(OUTSIDER)
    expect(judgeContributions(verify, scene.session, [first])).toEqual([])
    expect(judgeContributions(verify, scene.session, [first, first])).toEqual([])
  })

  test('cannot be laid upon an honest signer by what it did not sign', () => {
    const [first = [], second = []] = told
    const forged = first.map((one) => ({ ...one, nonce: second[1]?.nonce ?? one.nonce }))
    expect(forged).not.toEqual(first)
    const { verify } = identityOf(OUTSIDER)
    expect(judgeContributions(verify, scene.session, [...told, forged])).toEqual([LIAR])
    const elsewhere = flip(scene.session)
    expect(judgeContributions(verify, elsewhere, told)).toEqual([])
  })
})

describe('a request that no signature may be given for', () => {
  const { scene, presignatures } = presigned('no signature')
  const ours = presignatureOf(presignatures, VICTIM)
  const right = ask(scene)
  const wrong: Readonly<Record<string, [Partial<SigningRequest>, 'refused' | 'bad-parameters']>> = {
    'a digest of zero': [{ digest: new Uint8Array(32) }, 'refused'],
    'the group’s order as digest': [{ digest: encodeScalar(order) }, 'refused'],
    'a tweak that cancels the key': [{ tweak: mod(-SECRET, order) }, 'refused'],
    'a tweak of the order': [{ tweak: order }, 'bad-parameters'],
    'a tweak below zero': [{ tweak: -1n }, 'bad-parameters'],
    'a short digest': [{ digest: new Uint8Array(31).fill(1) }, 'bad-parameters'],
    'a long digest': [{ digest: new Uint8Array(33).fill(1) }, 'bad-parameters'],
    'no request id': [{ id: new Uint8Array() }, 'bad-parameters'],
  }

  test.each(Object.entries(wrong))('binds nothing: %s', (_, [change, code]) => {
    const request = { ...right, ...change }
    const given = acknowledgementsOf(presignatures)
    expect(() => signShare(identityOf(VICTIM), ours, request, given)).toThrow(usageError(code))
    expect(ours.state).toBe('fresh')
  })

  test.each([
    ['a digest of one', { digest: encodeScalar(1n) }],
    ['a digest above the order', { digest: new Uint8Array(32).fill(255) }],
    ['a tweak of one below the order', { tweak: order - 1n }],
  ])('is not %s', (name, change) => {
    const { scene, presignatures } = presigned(name)
    const request = { ...ask(scene), ...change }
    expect(joinShares(presignatures, request, signAll(presignatures, request)).kind).toBe(
      'signature',
    )
  })
})

const first: SigningRequest = {
  id: new Uint8Array(32).fill(1),
  digest: encodeScalar(5n),
  tweak: 7n,
}
const others: Readonly<Record<string, SigningRequest>> = {
  'another digest': { ...first, digest: encodeScalar(6n) },
  'the same digest under another request id': { ...first, id: new Uint8Array(32).fill(2) },
  'the same digest under another tweak': { ...first, tweak: 8n },
}

describe('a second request on one presignature', () => {
  const { presignatures } = presigned('second request')
  const shares = signAll(presignatures, first)

  test.each(Object.entries({ ...others, 'the same digest, not tweaked': { ...first, tweak: 0n } }))(
    'is refused by every signer: %s',
    (_, second) => {
      for (const [party, presignature] of presignatures) {
        const given = acknowledgementsOf(presignatures)
        expect(() => signShare(identityOf(party), presignature, second, given)).toThrow(
          usageError('conflict'),
        )
        expect(presignature.state).toBe('bound')
      }
    },
  )

  test('gets the first one’s bytes if it is the same', () => {
    expect(signAll(presignatures, first)).toEqual(shares)
    expect(signAll(presignatures, { ...first })).toEqual(shares)
    // The digest counts modulo the order, as it does for whoever verifies.
    expect(signAll(presignatures, { ...first, digest: encodeScalar(order + 5n) })).toEqual(shares)
    expect(joinShares(presignatures, first, shares).kind).toBe('signature')
  })

  test.each(Object.entries(others))('would give the key away: %s', (name, second) => {
    const [one, two] = signedTwice(name, [first, second])
    expect(keyFrom(one, two)).toBe(SECRET)
  })

  test('a first request alone does not: twice the same equation has no solution', () => {
    const [one, two] = signedTwice('the same twice', [first, first])
    expect(two).toEqual(one)
    expect(() => keyFrom(one, two)).toThrow('invert')
  })
})

describe('shares are joined', () => {
  const { scene, presignatures } = presigned('joined')
  const request = ask(scene)
  const shares = signAll(presignatures, request)
  const bound = requestOn(presignatureOf(presignatures, VICTIM), request)
  const [a, b, c] = shares as [
    (typeof shares)[number],
    (typeof shares)[number],
    (typeof shares)[number],
  ]
  const foreign = { ...b, party: OUTSIDER }

  test.each([
    ['one too few', SIGNERS, [a, b]],
    ['one too many', SIGNERS, [a, b, c, foreign]],
    ['one twice', SIGNERS, [a, b, c, c]],
    ['one twice in the place of another', SIGNERS, [a, b, b]],
    ['an outsider’s in the place of a signer’s', SIGNERS, [a, foreign, c]],
    ['all, for a signer set that is another', [VICTIM, LIAR, OUTSIDER], shares],
    ['all, for a larger signer set', [VICTIM, LIAR, OUTSIDER, BYSTANDER], shares],
    ['none, for no signers but one', [VICTIM], []],
  ] as const)('never from %s', (_, signers, given) => {
    expect(() => combine(bound, signers, given)).toThrow(usageError('bad-parameters'))
  })

  test('from exactly one of every signer, in any order', () => {
    expect(combine(bound, SIGNERS, [c, a, b]).kind).toBe('signature')
  })

  test('never from those of two presignatures, and whose are foreign is said', () => {
    const header = propose(scene.set, SIGNERS, scene.random)
    const other = presignAll(scene.set, header, scene.random)
    const theirs = signAll(other, request).find(({ party }) => party === BYSTANDER) ?? c
    expect(combine(bound, SIGNERS, [a, b, theirs])).toEqual({
      kind: 'other-request',
      parties: [BYSTANDER],
    })
  })

  test.each([
    ['u', wrongU],
    ['w', () => ({ w: 0n })],
    ['u that makes the sum zero', () => ({ u: mod(-a.u - c.u, order) })],
    ['w that makes the sum zero', () => ({ w: mod(-a.w - c.w, order) })],
  ] as const)('into nothing with a wrong %s', (_, change) => {
    expect(combine(bound, SIGNERS, withLie(shares, change))).toEqual({ kind: 'wrong-share' })
  })

  test('only when they decode: at no other length, with no scalar above the order', () => {
    const bytes = signatureShareRecord.encode(a)
    for (let length = 0; length < bytes.length; length++) {
      expect(() => signatureShareRecord.decode(bytes.subarray(0, length))).toThrow(EncodingError)
    }
    for (const change of [{ u: order }, { w: order }]) {
      const above = signatureShareRecord.encode({ ...a, ...change })
      expect(() => signatureShareRecord.decode(above)).toThrow(
        expect.objectContaining({ code: 'non-canonical-scalar' }),
      )
    }
  })
})
