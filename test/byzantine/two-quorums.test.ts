import { describe, expect, test } from 'vitest'
import { bindRequest, type SigningRequest } from '../../src/threshold/ecdsa/request.ts'
import { signShare } from '../../src/threshold/ecdsa/sign.ts'
import type { PartyId } from '../../src/threshold/errors.ts'
import { invert, mod, randomScalar } from '../../src/threshold/groups/scalar.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { lagrangeAtZero } from '../../src/threshold/sharing/lagrange.ts'
import { evaluate, randomPolynomial } from '../../src/threshold/sharing/polynomial.ts'
import { usageError } from '../support/errors.ts'
import { identityOf } from '../support/identities.ts'
import { run } from '../support/network.ts'
import { seededRandom } from '../support/randomness.ts'
import {
  acknowledgementsOf,
  dealSigners,
  joinShares,
  presignAll,
  presignAt,
  presignatureOf,
  propose,
  signAll,
} from '../support/signers.ts'
import { keyFrom, type Equation } from './support/signing.ts'
import { SECRET } from './support/stage.ts'

const { order, base } = secp256k1
const random = seededRandom('two quorums')

const PARTIES: readonly PartyId[] = [1, 2, 3, 4]
const THRESHOLD = 3
// Two corrupted, as the threshold allows, between two honest parties that never meet.
const CORRUPTED: readonly PartyId[] = [2, 3]
const QUORUMS: readonly (readonly PartyId[])[] = [
  [1, ...CORRUPTED],
  [...CORRUPTED, 4],
]

const requests: readonly SigningRequest[] = [
  { id: random(32), digest: random(32) },
  { id: random(32), digest: random(32) },
]

describe('a presignature that more than a threshold share', () => {
  // What presigning among all parties would leave each with, so that any threshold of them can
  // sign: a point on polynomials through the mask, the masked nonce and the masked key.
  const k = randomScalar(order, random)
  const phi = randomScalar(order, random)
  const shared = [phi, mod(phi * k, order), mod(phi * SECRET, order)].map((secret) =>
    randomPolynomial(secret, THRESHOLD, order, random),
  )
  const presigned = {
    headerHash: random(32),
    transcript: random(32),
    signers: PARTIES,
    key: base.multiply(SECRET),
    nonce: base.multiply(k).toBytes(false),
  }
  const bound = requests.map((request) => bindRequest(presigned, request))
  const answered = new Map<PartyId, Set<number>>()

  const signedBy = (quorum: readonly PartyId[], which: number): Equation => {
    const request = bound[which]
    if (request === undefined) throw new Error(`no request ${which}`)
    const { message, tweak, delta, r } = request
    const weights = lagrangeAtZero(quorum, order)
    let u = 0n
    let w = 0n
    for (const party of quorum) {
      answered.set(party, (answered.get(party) ?? new Set()).add(which))
      const [phiShare = 0n, uShare = 0n, vShare = 0n] = shared.map((polynomial) =>
        evaluate(polynomial, party, order),
      )
      const weight = weights.get(party) ?? 0n
      u += weight * (uShare + delta * phiShare)
      w += weight * (message * phiShare + r * vShare)
    }
    return { s: mod(w * invert(mod(u, order), order), order), r, delta, message, tweak }
  }

  test('gives the key to two quorums that sign one digest each', () => {
    const [first, second] = QUORUMS.map(signedBy) as [Equation, Equation]
    expect(keyFrom(first, second)).toBe(SECRET)
    for (const honest of PARTIES.filter((party) => !CORRUPTED.includes(party))) {
      expect(answered.get(honest)?.size).toBe(1)
    }
  })
})

describe('a presignature of exactly the threshold', () => {
  const set = dealSigners({ parties: PARTIES, threshold: THRESHOLD, random, secret: SECRET })
  const [ours = [], theirs = []] = QUORUMS
  const [one, other] = requests as [SigningRequest, SigningRequest]

  test('is the only kind there is: no honest party presigns with more', () => {
    for (const party of PARTIES) {
      expect(() => presignAt(set, party, propose(set, PARTIES, random), random)).toThrow(
        usageError('bad-parameters'),
      )
    }
  })

  test('is not shared by two quorums, whatever the corrupted tell each', () => {
    // The same proposal under both sets: the corrupted take part in both, the honest in one each.
    const id = random(32)
    const proposals = QUORUMS.map((quorum) => ({ ...propose(set, quorum, random), id }))
    const [here, there] = proposals.map((header) => presignAll(set, header, random))
    if (here === undefined || there === undefined) throw new Error('two proposals')
    expect(presignatureOf(here, 2).nonce).not.toEqual(presignatureOf(there, 2).nonce)
    expect(presignatureOf(here, 2).transcript).not.toEqual(presignatureOf(there, 2).transcript)

    // What the one made lets nobody sign in the other, nor do shares of both join.
    const four = presignatureOf(there, 4)
    const mixed = [
      ...acknowledgementsOf(here).filter(({ party }) => party !== 1),
      four.acknowledgement,
    ]
    expect(() => signShare(identityOf(4), four, other, mixed)).toThrow(usageError('refused'))
    expect(four.state).toBe('fresh')
    const shares = [
      ...signAll(here, one).filter(({ party }) => party !== 1),
      ...signAll(there, one).filter(({ party }) => party === 4),
    ]
    expect(joinShares(there, one, shares)).toEqual({ kind: 'other-request', parties: CORRUPTED })
  })

  test('ends when a party is told the other quorum: no message of one counts in the other', () => {
    const id = random(32)
    const [here, there] = QUORUMS.map((quorum) => ({ ...propose(set, quorum, random), id }))
    if (here === undefined || there === undefined) throw new Error('two proposals')
    const told = new Map([
      [1, here],
      [2, here],
      [3, there],
    ])
    const { outcomes } = run(
      [...told].map(([party, header]) => presignAt(set, party, header, random)),
    )
    for (const outcome of outcomes.values()) expect(outcome.kind).toBe('abort')
  })

  test('needs every honest signer for every digest, and each of them answers one', () => {
    const presignatures = presignAll(set, propose(set, ours, random), random)
    const given = acknowledgementsOf(presignatures)
    const shares = signAll(presignatures, one)
    expect(joinShares(presignatures, one, shares).kind).toBe('signature')
    for (const [party, presignature] of presignatures) {
      expect(() => signShare(identityOf(party), presignature, other, given)).toThrow(
        usageError('conflict'),
      )
    }
    // Without the honest one's second answer the corrupted have nothing that joins.
    expect(() =>
      joinShares(
        presignatures,
        other,
        shares.filter(({ party }) => theirs.includes(party)),
      ),
    ).toThrow(usageError('bad-parameters'))
  })
})
