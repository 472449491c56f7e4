import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import { secp256k1 as curve } from '@noble/curves/secp256k1.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identityOf } from '../../../test/support/identities.ts'
import { results, run } from '../../../test/support/network.ts'
import { seededRandom } from '../../../test/support/randomness.ts'
import {
  acknowledgementsOf,
  dealSigners,
  joinShares,
  presignAll,
  presignAt,
  presignatureOf,
  propose,
  signAll,
  type SignerSet,
} from '../../../test/support/signers.ts'
import { concat } from '../encoding/bytes.ts'
import type { PartyId } from '../errors.ts'
import type { Point } from '../groups/group.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { native } from '../primitives/native.ts'
import { portable } from '../primitives/portable.ts'
import type { Primitives } from '../primitives/primitives.ts'
import { compactSignature, type JoinedSignature } from './combine.ts'
import type { Presignature } from './presignature.ts'
import type { SigningRequest } from './request.ts'
import { signShare } from './sign.ts'

const { order, base } = secp256k1

const keyObject = (key: Point): KeyObject => {
  const bytes = Buffer.from(key.toBytes(false))
  const x = bytes.subarray(1, 33).toString('base64url')
  const y = bytes.subarray(33).toString('base64url')
  return createPublicKey({ key: { kty: 'EC', crv: 'secp256k1', x, y }, format: 'jwk' })
}

/** What every verifier in the world has to say of it, and the form that chains ask for. */
const expectSignature = (signature: JoinedSignature, message: Uint8Array, key: Point): void => {
  const compact = compactSignature(signature)
  const digest = createHash('sha256').update(message).digest()
  expect(signature.s <= order >> 1n).toBe(true)
  expect(curve.verify(compact, digest, key.toBytes(true), { prehash: false })).toBe(true)

  const opened = keyObject(key)
  const der = curve.Signature.fromBytes(compact).toBytes('der')
  expect(verify('sha256', message, { key: opened, dsaEncoding: 'ieee-p1363' }, compact)).toBe(true)
  expect(verify('sha256', message, { key: opened, dsaEncoding: 'der' }, der)).toBe(true)

  const recoverable = concat(Uint8Array.of(signature.recovery), compact)
  expect(curve.recoverPublicKey(recoverable, digest, { prehash: false })).toEqual(key.toBytes(true))
}

const requestFor = (message: Uint8Array, id: Uint8Array, tweak?: bigint): SigningRequest => ({
  id,
  digest: new Uint8Array(createHash('sha256').update(message).digest()),
  ...(tweak !== undefined && { tweak }),
})

const joined = (
  presignatures: ReadonlyMap<PartyId, Presignature>,
  request: SigningRequest,
): JoinedSignature => {
  const outcome = joinShares(presignatures, request, signAll(presignatures, request))
  if (outcome.kind !== 'signature') throw new Error(outcome.kind)
  return outcome.signature
}

/** Some parties with numbers as they come, and a threshold of them, in ascending order. */
const setup = fc
  .uniqueArray(fc.integer({ min: 1, max: 0xffff }), { minLength: 2, maxLength: 6 })
  .chain((parties) =>
    fc.integer({ min: 2, max: parties.length }).chain((threshold) =>
      fc.record({
        parties: fc.constant(parties),
        threshold: fc.constant(threshold),
        signers: fc
          .shuffledSubarray(parties, { minLength: threshold, maxLength: threshold })
          .map((signers) => signers.toSorted((a, b) => a - b)),
      }),
    ),
  )

const circumstances = fc.record({
  seed: fc.integer(),
  order: fc.infiniteStream(fc.nat()),
  doubled: fc.boolean(),
  message: fc.uint8Array({ maxLength: 100 }),
  tweak: fc.option(fc.bigInt({ min: 0n, max: order - 1n }), { nil: undefined }),
})

describe('threshold ECDSA', () => {
  test('signs for any signers, in any order of delivery, what any verifier accepts', () => {
    fc.assert(
      fc.property(setup, circumstances, ({ signers, ...dealing }, given) => {
        const random = seededRandom(given.seed)
        const set = dealSigners({ ...dealing, random })
        const header = propose(set, signers, random)
        const presignatures = results(
          run(
            signers.map((party) => presignAt(set, party, header, random)),
            {
              tamper: (message) => (given.doubled ? [message, message] : [message]),
              pick: (queued) => (given.order.next().value ?? 0) % queued,
            },
          ),
        )
        const key = header.key.add(base.multiplyUnsafe(given.tweak ?? 0n))
        const request = requestFor(given.message, random(32), given.tweak)
        expectSignature(joined(presignatures, request), given.message, key)
      }),
      { numRuns: 8 },
    )
  })

  const message = new TextEncoder().encode('a message')
  const withPrimitives = (
    set: SignerSet,
    primitives: ReadonlyMap<PartyId, Primitives>,
  ): ReadonlyMap<PartyId, Presignature> => {
    const random = seededRandom('primitives')
    const header = propose(set, [...primitives.keys()], random)
    return results(
      run([...primitives].map(([party, own]) => presignAt(set, party, header, random, own))),
    )
  }

  test.each([
    ['on @noble alone', [portable, portable]],
    ['between a party on @noble and one on node:crypto', [portable, native]],
    ['between a party on node:crypto and one on @noble', [native, portable]],
  ] as const)('signs %s', (name, [first, second]) => {
    const random = seededRandom(name)
    const set = dealSigners({ parties: [1, 2, 3], threshold: 2, random })
    const presignatures = withPrimitives(
      set,
      new Map([
        [1, first],
        [3, second],
      ]),
    )
    const request = requestFor(message, random(32))
    const { key } = presignatureOf(presignatures, 1).header
    expectSignature(joined(presignatures, request), message, key)
  })

  test('signs seven of ten', () => {
    const random = seededRandom('seven of ten')
    const parties = Array.from({ length: 10 }, (_, index) => index + 1)
    const set = dealSigners({ parties, threshold: 7, random })
    const presignatures = presignAll(set, propose(set, parties.slice(2, 9), random), random)
    const request = requestFor(message, random(32))
    const { key } = presignatureOf(presignatures, 3).header
    expectSignature(joined(presignatures, request), message, key)
  })

  describe('shares', () => {
    const random = seededRandom('shares')
    const set = dealSigners({ parties: [1, 2, 3], threshold: 2, random })
    const request = requestFor(message, random(32))
    const again = () => presignAll(set, propose(set, [1, 3], random), random)

    test('are the same bytes for the same request', () => {
      const presignatures = again()
      const first = presignatureOf(presignatures, 1)
      const given = acknowledgementsOf(presignatures)
      const bytes = signShare(identityOf(1), first, request, given)
      expect(signShare(identityOf(1), first, { ...request }, given.toReversed())).toEqual(bytes)
    })

    test('are other ones from every presignature, and so is the signature', () => {
      const made = Array.from({ length: 3 }, () => {
        const presignatures = again()
        const [share] = signAll(presignatures, request)
        return { share, signature: joined(presignatures, request) }
      })
      expect(new Set(made.map(({ share }) => share?.u)).size).toBe(3)
      expect(new Set(made.map(({ share }) => share?.w)).size).toBe(3)
      expect(new Set(made.map(({ signature }) => signature.r)).size).toBe(3)
    })

    test('can be changed by whoever got them without changing what is stored', () => {
      const presignatures = again()
      const first = presignatureOf(presignatures, 1)
      const given = acknowledgementsOf(presignatures)
      const bytes = signShare(identityOf(1), first, request, given)
      const kept = bytes.slice()
      bytes.fill(0)
      expect(signShare(identityOf(1), first, request, given)).toEqual(kept)
    })
  })
})
