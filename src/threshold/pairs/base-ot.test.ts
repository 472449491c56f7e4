import { beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../../test/support/randomness.ts'
import { toHex } from '../encoding/bytes.ts'
import { hash } from '../encoding/transcript.ts'
import { Abort } from '../errors.ts'
import { hashToScalar, invert } from '../groups/scalar.ts'
import { native } from '../primitives/native.ts'
import { portable } from '../primitives/portable.ts'
import { choose, complete, makeOffer, type Offer } from './base-ot.ts'
import { BASE_TRANSFERS, SEED_LENGTH, type ReceiverSeeds, type SenderSeeds } from './generation.ts'
import { ORDER, Point, randomSecret } from './p256.ts'
import { bindRoles, type Roles } from './roles.ts'

const roles: Roles = { session: new Uint8Array(32).fill(1), offerer: 1, chooser: 2 }

const split = (seeds: Uint8Array): string[] =>
  Array.from({ length: BASE_TRANSFERS }, (_, j) =>
    toHex(seeds.subarray(j * SEED_LENGTH, (j + 1) * SEED_LENGTH)),
  )

const bitsOf = (choices: Uint8Array): number[] =>
  Array.from({ length: BASE_TRANSFERS }, (_, j) => ((choices[j >> 3] ?? 0) >> (j & 7)) & 1)

/** For how many of the transfers the chooser's seed is the one that it chose. */
const agreements = ({ choices, chosen }: SenderSeeds, { zeros, ones }: ReceiverSeeds): number => {
  const [zero, one, own] = [split(zeros), split(ones), split(chosen)]
  return bitsOf(choices).filter((bit, j) => own[j] === (bit === 1 ? one[j] : zero[j])).length
}

const negated = (point: Uint8Array): Uint8Array => Point.fromBytes(point).negate().toBytes(false)

const abortOf = (act: () => unknown): { code: string; culprits: readonly number[] } => {
  try {
    act()
  } catch (error) {
    if (error instanceof Abort) return { code: error.code, culprits: error.culprits }
    throw error
  }
  throw new Error('nothing was refused')
}

// One honest run, which the cases below bend; they only read it.
let secret: Uint8Array
let offer: Offer
let points: readonly Uint8Array[]
let chooserSeeds: SenderSeeds
let offererSeeds: ReceiverSeeds

beforeAll(() => {
  ;({ secret, offer } = makeOffer(roles, native, seededRandom('offer')))
  ;({ points, seeds: chooserSeeds } = choose(roles, offer, native, seededRandom('choice')))
  offererSeeds = complete(roles, secret, offer.point, points, native)
})

describe('base transfers', () => {
  test('give the chooser the seed of each pair that it chose', () => {
    expect(agreements(chooserSeeds, offererSeeds)).toBe(BASE_TRANSFERS)
    expect(new Set(bitsOf(chooserSeeds.choices)).size).toBe(2)
  })

  test('make every seed of a batch differ from every other', () => {
    const all = [...split(offererSeeds.zeros), ...split(offererSeeds.ones)]
    expect(new Set(all).size).toBe(2 * BASE_TRANSFERS)
  })

  test('keep from the chooser whatever its secrets could tell of the other seed', () => {
    // The secrets are what the chooser's randomness gives first.
    const random = seededRandom('choice')
    const secrets = points.map(() => randomSecret(random))
    const [zeros, ones] = [split(offererSeeds.zeros), split(offererSeeds.ones)]
    const context = hash('pairs/base-seeds', ...bindRoles(roles), offer.point)
    for (const [j, bit] of bitsOf(chooserSeeds.choices).entries()) {
      const [own, point] = [secrets[j] ?? secret, points[j] ?? secret]
      const reachable = [offer.point, point, native.dhPublicKey(own)].flatMap((base) => {
        const shared = native.dhShared(own)(base)
        return [0, 1].map((branch) =>
          toHex(
            native
              .sha256(context, Uint8Array.of(j, branch), point, shared)
              .subarray(0, SEED_LENGTH),
          ),
        )
      })
      expect(reachable).toContain(bit === 1 ? ones[j] : zeros[j])
      expect(reachable).not.toContain(bit === 1 ? zeros[j] : ones[j])
    }
  })

  test('are the same with either set of primitives', () => {
    const other = complete(roles, secret, offer.point, points, portable)
    expect(other).toEqual(offererSeeds)
    const random = seededRandom('choice')
    expect(choose(roles, offer, portable, random).seeds).toEqual(chooserSeeds)
  })

  test('draw new points and seeds for the same offer', () => {
    const again = choose(roles, offer, native, seededRandom('another'))
    expect(new Set([...points, ...again.points].map(toHex)).size).toBe(2 * BASE_TRANSFERS)
    expect(agreements(again.seeds, offererSeeds)).toBe(0)
  })
})

describe('a seed is bound to everything about its transfer', () => {
  test.each<[string, () => ReceiverSeeds, number]>([
    [
      'nothing (the accepted twin)',
      () => complete(roles, secret, offer.point, points, native),
      128,
    ],
    [
      'the session',
      () => {
        const other = { ...roles, session: roles.session.with(0, 2) }
        return complete(other, secret, offer.point, points, native)
      },
      0,
    ],
    [
      'the offerer',
      () => complete({ ...roles, offerer: 3 }, secret, offer.point, points, native),
      0,
    ],
    [
      'the chooser',
      () => complete({ ...roles, chooser: 3 }, secret, offer.point, points, native),
      0,
    ],
    [
      'the direction',
      () => {
        const turned = { ...roles, offerer: roles.chooser, chooser: roles.offerer }
        return complete(turned, secret, offer.point, points, native)
      },
      0,
    ],
    [
      'the order of the points',
      () => complete(roles, secret, offer.point, points.toReversed(), native),
      0,
    ],
    // A negated point has the same shared x-coordinate: only its own bytes tell it apart.
    [
      "the sign of a chooser's point",
      () => {
        const j = bitsOf(chooserSeeds.choices).indexOf(0)
        const bent = points.with(j, negated(points[j] ?? secret))
        return complete(roles, secret, offer.point, bent, native)
      },
      127,
    ],
    [
      'one point among all',
      () => complete(roles, secret, offer.point, points.with(5, points[6] ?? secret), native),
      127,
    ],
    [
      'the sign of the offered point',
      () => complete(roles, secret, negated(offer.point), points, native),
      0,
    ],
    [
      "the offerer's secret",
      () => complete(roles, native.sha256(secret), offer.point, points, native),
      0,
    ],
  ])('%s', (_, completeOtherwise, agreeing) => {
    expect(agreements(chooserSeeds, completeOtherwise())).toBe(agreeing)
  })

  test('its index, when a chooser sends one point for all', () => {
    const repeated = points.map(() => points[0] ?? secret)
    const { zeros, ones } = complete(roles, secret, offer.point, repeated, native)
    expect(new Set([...split(zeros), ...split(ones)]).size).toBe(2 * BASE_TRANSFERS)
  })

  test('its branch, when a chooser makes both shared points opposite', () => {
    // With X = Y/2, y*X and y*(X - Y) have one x-coordinate. Equal seeds would let the extension's
    // receiver mask its choices with nothing.
    const half = Point.fromBytes(offer.point).multiply(invert(2n, ORDER)).toBytes(false)
    const mirrored = Point.fromBytes(half).subtract(Point.fromBytes(offer.point)).toBytes(false)
    expect(native.dhShared(secret)(half)).toEqual(native.dhShared(secret)(mirrored))

    const { zeros, ones } = complete(roles, secret, offer.point, points.with(9, half), native)
    expect(split(zeros)[9]).not.toBe(split(ones)[9])
  })
})

const identity = new Uint8Array(65)
const identities = { 'the identity, padded': identity, 'the identity': identity.slice(0, 1) }

/** Encodings that no honest party sends for `point`. */
const badEncodings = (point: Uint8Array): Record<string, Uint8Array> => ({
  ...identities,
  'off the curve': point.with(64, (point[64] ?? 0) ^ 1),
  'not below the field': Uint8Array.of(4, ...new Uint8Array(32).fill(255), ...point.slice(33)),
  compressed: Point.fromBytes(point).toBytes(true),
  hybrid: point.with(0, 6 + ((point[64] ?? 0) & 1)),
  'one byte short': point.slice(0, 64),
  'one byte long': Uint8Array.of(...point, 0),
  empty: new Uint8Array(),
})

const badPoints = Object.keys(badEncodings(Point.BASE.toBytes(false)))

describe('what the chooser refuses, naming the offerer', () => {
  const chooseFrom = (bent: Offer) => () => choose(roles, bent, native, seededRandom('choice'))

  test('nothing of an honest offer', () => {
    expect(chooseFrom(offer)).not.toThrow()
  })

  test.each(badPoints)('an offered point that is %s', (name) => {
    const point = badEncodings(offer.point)[name] ?? identity
    expect(abortOf(chooseFrom({ ...offer, point }))).toEqual({
      code: 'malformed-message',
      culprits: [roles.offerer],
    })
  })

  test.each<[string, () => Offer]>([
    ['the point negated', () => ({ ...offer, point: negated(offer.point) })],
    ['another point', () => ({ ...offer, point: points[0] ?? identity })],
    [
      "the chooser's own offer, sent back",
      () => {
        const turned = { ...roles, offerer: roles.chooser, chooser: roles.offerer }
        return makeOffer(turned, native, seededRandom('turned')).offer
      },
    ],
    [
      'an offer of another session',
      () => {
        const other = { ...roles, session: roles.session.with(0, 2) }
        return makeOffer(other, native, seededRandom('other')).offer
      },
    ],
    [
      "another party's offer",
      () => makeOffer({ ...roles, offerer: 3 }, native, seededRandom('third')).offer,
    ],
    [
      'an offer to another party',
      () => makeOffer({ ...roles, chooser: 3 }, native, seededRandom('third')).offer,
    ],
    [
      'a response that is one off',
      () => ({ ...offer, proof: { ...offer.proof, response: offer.proof.response ^ 1n } }),
    ],
    [
      'another commitment',
      () => ({ ...offer, proof: { ...offer.proof, commitment: offer.point } }),
    ],
  ])('%s', (_, bend) => {
    expect(abortOf(chooseFrom(bend()))).toEqual({ code: 'bad-proof', culprits: [roles.offerer] })
  })

  // What a challenge leaves out, a forger chooses last: then it needs no logarithm.
  test.each<[string, () => Offer]>([
    [
      'a point made to fit a proof',
      () => {
        const commitment = points[0] ?? identity
        const challenge = hashToScalar(
          ORDER,
          'pairs/knowledge-proof',
          ...bindRoles(roles),
          commitment,
        )
        const left = Point.BASE.multiply(99n).subtract(Point.fromBytes(commitment))
        const point = left.multiply(invert(challenge, ORDER)).toBytes(false)
        return { point, proof: { commitment, response: 99n } }
      },
    ],
    [
      'a commitment made to fit a proof',
      () => {
        const point = points[0] ?? identity
        const challenge = hashToScalar(ORDER, 'pairs/knowledge-proof', ...bindRoles(roles), point)
        const right = Point.fromBytes(point).multiply(challenge)
        const commitment = Point.BASE.multiply(99n).subtract(right).toBytes(false)
        return { point, proof: { commitment, response: 99n } }
      },
    ],
  ])('%s', (_, forge) => {
    expect(abortOf(chooseFrom(forge()))).toEqual({ code: 'bad-proof', culprits: [roles.offerer] })
  })

  test.each(badPoints)('a proof whose commitment is %s', (name) => {
    const commitment = badEncodings(offer.proof.commitment)[name] ?? identity
    const bent = { ...offer, proof: { ...offer.proof, commitment } }
    expect(abortOf(chooseFrom(bent))).toEqual({
      code: 'malformed-message',
      culprits: [roles.offerer],
    })
  })
})

describe('what the offerer refuses, naming the chooser', () => {
  const completeWith = (bent: Uint8Array) => () =>
    complete(roles, secret, offer.point, points.with(77, bent), native)

  test("nothing of an honest chooser's points", () => {
    expect(completeWith(points[77] ?? identity)).not.toThrow()
  })

  test.each(badPoints)('a point that is %s', (name) => {
    const point = badEncodings(points[77] ?? identity)[name] ?? identity
    expect(abortOf(completeWith(point))).toEqual({
      code: 'malformed-message',
      culprits: [roles.chooser],
    })
  })

  test('the offered point itself, whose other branch would be no point', () => {
    expect(abortOf(completeWith(offer.point))).toEqual({
      code: 'malformed-message',
      culprits: [roles.chooser],
    })
    expect(completeWith(negated(offer.point))).not.toThrow()
  })
})
