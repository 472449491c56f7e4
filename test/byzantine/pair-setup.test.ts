import { describe, expect, test } from 'vitest'
import type { Outcome } from '../../src/threshold/ceremony/ceremony.ts'
import { abortNotice, envelope, MAX_MESSAGE_BYTES } from '../../src/threshold/ceremony/message.ts'
import { fixedBytes, list } from '../../src/threshold/encoding/codec.ts'
import { record } from '../../src/threshold/encoding/record.ts'
import { EncodingError, type AbortCode, type PartyId } from '../../src/threshold/errors.ts'
import { makeOffer, type Offer } from '../../src/threshold/pairs/base-ot.ts'
import type { PairGeneration } from '../../src/threshold/pairs/generation.ts'
import { Point } from '../../src/threshold/pairs/p256.ts'
import {
  pairChoice,
  pairConfirmation,
  pairOffer,
  setUpPair,
} from '../../src/threshold/pairs/pair-setup.ts'
import type { Roles } from '../../src/threshold/pairs/roles.ts'
import { native } from '../../src/threshold/primitives/native.ts'
import type { Randomness } from '../../src/threshold/primitives/primitives.ts'
import { run, type Tamper } from '../support/network.ts'
import { seededRandom } from '../support/randomness.ts'
import { bend, bendBody, both, overhear, readdress, replace } from '../support/tamper.ts'

const OFFER = 1
const CHOICE = 2
const CONFIRMATION = 3

const id = new Uint8Array(32).fill(1)
const other = new Uint8Array(32).fill(2)
const identity = new Uint8Array(65)
const flipped = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte))
const negated = (point: Uint8Array): Uint8Array => Point.fromBytes(point).negate().toBytes(false)

/** Who lies to whom, in which session. */
type Parties = { readonly honest: PartyId; readonly liar: PartyId; readonly session: Uint8Array }
type Lie = (parties: Parties) => Tamper
type Case = readonly [name: string, code: AbortCode, lie: Lie]

const bendOffer =
  (change: (offer: Offer) => Partial<Offer>): Lie =>
  ({ liar }) =>
    bend(liar, OFFER, pairOffer, (offer) => ({ ...offer, ...change(offer) }))

const bendPoint =
  (change: (point: Uint8Array) => Uint8Array): Lie =>
  ({ liar }) =>
    bend(liar, CHOICE, pairChoice, ({ points, half }) => ({
      points: points.with(3, change(points[3] ?? identity)),
      half,
    }))

/** An offer that is right, elsewhere. */
const offerFrom =
  (elsewhere: (roles: Roles) => Roles): Lie =>
  ({ honest, liar, session }) => {
    const roles = elsewhere({ session, offerer: liar, chooser: honest })
    const { offer } = makeOffer(roles, native, seededRandom('elsewhere'))
    return bend(liar, OFFER, pairOffer, ({ commitment }) => ({ ...offer, commitment }))
  }

/** Holds back what the liar says in a round until it knows what it was told in that round. */
const answer =
  (step: number, reply: (told: Uint8Array, own: Uint8Array) => Uint8Array): Lie =>
  ({ honest, liar }) => {
    let told: Uint8Array | undefined
    let held: Parameters<Tamper>[0] | undefined
    const release = (): ReturnType<Tamper> => {
      if (told === undefined || held === undefined) return []
      const heard = told
      return bendBody(liar, step, (own) => reply(heard, own))(held)
    }
    return both(
      replace(liar, step, (message) => {
        held = message
        return release()
      }),
      replace(honest, step, (message) => {
        told = envelope.decode(message.bytes).body
        return [message, ...release()]
      }),
    )
  }

const anyCount = record('pair-choice', { points: list(fixedBytes(65)), half: fixedBytes(32) })
const longer = record('pair-confirmation', {
  transcript: fixedBytes(32),
  confirmation: fixedBytes(32),
  more: fixedBytes(1),
})

const recount =
  (count: (points: readonly Uint8Array[]) => readonly Uint8Array[]): Lie =>
  ({ liar }) =>
    bendBody(liar, CHOICE, (body) => {
      const { points, half } = pairChoice.decode(body)
      return anyCount.encode({ points: count(points), half })
    })

const inOffer: readonly Case[] = [
  ['a negated point', 'bad-proof', bendOffer(({ point }) => ({ point: negated(point) }))],
  ['the identity', 'malformed-message', bendOffer(() => ({ point: identity }))],
  [
    'a point off the curve',
    'malformed-message',
    bendOffer(({ point }) => ({ point: flipped(point) })),
  ],
  [
    'a proof with another response',
    'bad-proof',
    bendOffer(({ proof }) => ({ proof: { ...proof, response: proof.response ^ 1n } })),
  ],
  [
    'a proof that commits to the identity',
    'malformed-message',
    bendOffer(({ proof }) => ({ proof: { ...proof, commitment: identity } })),
  ],
  [
    'an offer of another session',
    'bad-proof',
    offerFrom((roles) => ({ ...roles, session: other })),
  ],
  ['an offer by a third party', 'bad-proof', offerFrom((roles) => ({ ...roles, offerer: 3 }))],
  ['an offer to a third party', 'bad-proof', offerFrom((roles) => ({ ...roles, chooser: 3 }))],
  [
    'an offer of the other direction',
    'bad-proof',
    offerFrom(({ session, offerer, chooser }) => ({ session, offerer: chooser, chooser: offerer })),
  ],
  ['the offer that it was made itself', 'bad-proof', answer(OFFER, (told) => told)],
]

const inChoice: readonly Case[] = [
  ['another point in one place', 'echo-mismatch', bendPoint(negated)],
  ['a point off the curve', 'malformed-message', bendPoint(flipped)],
  ['the identity', 'malformed-message', bendPoint(() => identity)],
  [
    'the point it was offered',
    'malformed-message',
    ({ honest, liar, session }) => {
      let offered: Uint8Array = identity
      const hear = overhear(honest, OFFER, (body) => (offered = pairOffer.decode(body).point))
      return both(hear, bendPoint(() => offered)({ honest, liar, session }))
    },
  ],
  ['one point too few', 'malformed-message', recount((points) => points.slice(1))],
  [
    'one point too many',
    'malformed-message',
    recount((points) => [...points, points[0] ?? identity]),
  ],
  ['no point', 'malformed-message', recount(() => [])],
  [
    'its points in another order',
    'echo-mismatch',
    ({ liar }) =>
      bend(liar, CHOICE, pairChoice, ({ points, half }) => ({ points: points.toReversed(), half })),
  ],
  [
    'another half of the seed than it committed to',
    'bad-commitment',
    ({ liar }) =>
      bend(liar, CHOICE, pairChoice, ({ points, half }) => ({ points, half: flipped(half) })),
  ],
  [
    'the half it was told, with the commitment copied before',
    'bad-commitment',
    (parties) =>
      both(
        answer(OFFER, (told, own) => {
          const { commitment } = pairOffer.decode(told)
          return pairOffer.encode({ ...pairOffer.decode(own), commitment })
        })(parties),
        answer(CHOICE, (told, own) => {
          const { half } = pairChoice.decode(told)
          return pairChoice.encode({ ...pairChoice.decode(own), half })
        })(parties),
      ),
  ],
]

const inConfirmation: readonly Case[] = [
  [
    'another transcript',
    'echo-mismatch',
    ({ liar }) =>
      bend(liar, CONFIRMATION, pairConfirmation, ({ transcript, confirmation }) => ({
        transcript: flipped(transcript),
        confirmation,
      })),
  ],
  [
    'another confirmation of the seed',
    'bad-proof',
    ({ liar }) =>
      bend(liar, CONFIRMATION, pairConfirmation, ({ transcript, confirmation }) => ({
        transcript,
        confirmation: flipped(confirmation),
      })),
  ],
  ['the confirmation that it was told', 'bad-proof', answer(CONFIRMATION, (told) => told)],
  [
    'a field more',
    'malformed-message',
    ({ liar }) =>
      bendBody(liar, CONFIRMATION, (body) =>
        longer.encode({ ...pairConfirmation.decode(body), more: Uint8Array.of(1) }),
      ),
  ],
]

const inRound =
  (lie: (parties: Parties, step: number) => Tamper) =>
  (step: number): Lie =>
  (parties) =>
    lie(parties, step)

/** What can be done to the message of any round. */
const anyRound: readonly (readonly [string, AbortCode, (step: number) => Lie])[] = [
  ['says nothing', 'silent', inRound(({ liar }, step) => replace(liar, step, () => []))],
  [
    'is cut off',
    'malformed-message',
    inRound(({ liar }, step) => bendBody(liar, step, (body) => body.slice(0, -1))),
  ],
  [
    'sends an empty envelope',
    'malformed-message',
    inRound(({ liar }, step) => bendBody(liar, step, () => new Uint8Array())),
  ],
  [
    'adds a byte',
    'malformed-message',
    inRound(({ liar }, step) => bendBody(liar, step, (body) => Uint8Array.of(...body, 0))),
  ],
  [
    'says too much',
    'malformed-message',
    inRound(({ liar }, step) =>
      replace(liar, step, (message) => [
        { ...message, bytes: new Uint8Array(MAX_MESSAGE_BYTES + 1) },
      ]),
    ),
  ],
  [
    'says it in the name of another',
    'malformed-message',
    inRound(({ liar }, step) =>
      replace(liar, step, (message) => [readdress(message, { from: 3 })]),
    ),
  ],
  [
    'says it to another',
    'silent',
    inRound(({ liar }, step) => replace(liar, step, (message) => [readdress(message, { to: 3 })])),
  ],
  [
    'says it of a round that no ceremony has',
    'malformed-message',
    inRound(({ liar }, step) =>
      replace(liar, step, (message) => [readdress(message, { step: 9 })]),
    ),
  ],
  [
    'sends a record of another kind',
    'malformed-message',
    inRound(({ liar }, step) =>
      bendBody(liar, step, () => abortNotice.encode({ code: 'ok', culprits: [] })),
    ),
  ],
]

const everyRound: readonly Case[] = [OFFER, CHOICE, CONFIRMATION].flatMap((step) =>
  anyRound.map(([name, code, lie]): Case => [`${name} in round ${step}`, code, lie(step)]),
)

/** The true message, then another for the same round. */
const contradict =
  (step: number): Lie =>
  ({ liar }) =>
    replace(liar, step, (message) => [
      message,
      readdress(message, { body: pairConfirmation.encode({ transcript: id, confirmation: id }) }),
    ])

const contradictions: readonly Case[] = [OFFER, CHOICE].map((step): Case => [
  `says two things in round ${step}`,
  'equivocation',
  contradict(step),
])

const namesNobody: readonly Case[] = [
  [
    'speaks of another session',
    'silent',
    ({ liar }) => replace(liar, CHOICE, (message) => [readdress(message, { session: other })]),
  ],
  [
    'gives up, and says that it was the other',
    'peer-aborted',
    ({ honest, liar }) =>
      replace(liar, CHOICE, (message) => [
        readdress(message, {
          step: 0,
          body: abortNotice.encode({ code: 'bad-proof', culprits: [honest] }),
        }),
      ]),
  ],
]

/** Remembers all that it gave, to see afterwards what of it was overwritten. */
const remembering = (random: Randomness): { random: Randomness; given: Uint8Array[] } => {
  const given: Uint8Array[] = []
  return {
    given,
    random(length) {
      const bytes = random(length)
      given.push(bytes)
      return bytes
    },
  }
}

const setUp = (
  parties: Pick<Parties, 'honest' | 'liar'>,
  lie: Lie = () => (message) => [message],
): {
  readonly honest: Outcome<PairGeneration>
  readonly liar: Outcome<PairGeneration>
  readonly given: readonly Uint8Array[]
} => {
  const { honest, liar } = parties
  const { random, given } = remembering(seededRandom('honest'))
  const common = { id, primitives: native }
  const ours = setUpPair({ ...common, self: honest, peer: liar, random })
  const theirs = setUpPair({ ...common, self: liar, peer: honest, random: seededRandom('liar') })
  const { outcomes } = run([ours, theirs], { tamper: lie({ ...parties, session: ours.session }) })
  const [mine, other] = [outcomes.get(honest), outcomes.get(liar)]
  if (mine === undefined || other === undefined) throw new Error('somebody waits for ever')
  return { honest: mine, liar: other, given }
}

const checkAbort = (
  parties: Pick<Parties, 'honest' | 'liar'>,
  lie: Lie,
  code: AbortCode,
  culprits: readonly PartyId[],
): void => {
  const { honest, given } = setUp(parties, lie)
  if (honest.kind === 'result') throw new Error('the lie was believed')
  expect({ code: honest.abort.code, culprits: honest.abort.culprits }).toEqual({ code, culprits })
  expect(given.length).toBeGreaterThan(2)
  expect(given.every((secret) => secret.every((byte) => byte === 0))).toBe(true)
}

const mirrored = { honest: 2, liar: 1 }
const parties = { honest: 1, liar: 2 }

describe('a liar setting up a pair', () => {
  test.each([parties, mirrored])('that does not lie gets a generation: %o', (who) => {
    const { honest, liar } = setUp(who)
    expect([honest.kind, liar.kind]).toEqual(['result', 'result'])
  })

  test.each(inOffer)('offers %s: %s', (_, code, lie) => checkAbort(parties, lie, code, [2]))

  test.each(inChoice)('answers with %s: %s', (_, code, lie) => checkAbort(parties, lie, code, [2]))

  test.each(inConfirmation)('confirms with %s: %s', (_, code, lie) =>
    checkAbort(parties, lie, code, [2]),
  )

  test.each([...inOffer.slice(-1), ...inChoice.slice(0, 1), ...inConfirmation.slice(0, 3)])(
    'whose number is the lower, with %s: %s',
    (_, code, lie) => checkAbort(mirrored, lie, code, [1]),
  )

  test.each([...everyRound, ...contradictions])('%s: %s', (_, code, lie) =>
    checkAbort(parties, lie, code, [2]),
  )

  test.each(namesNobody)('%s: %s, naming nobody', (_, code, lie) =>
    checkAbort(parties, lie, code, []),
  )

  test('contradicts itself when all is over: too late to matter', () => {
    expect(setUp(parties, contradict(CONFIRMATION)).honest.kind).toBe('result')
  })

  test.each([OFFER, CHOICE, CONFIRMATION])('says the same twice in round %d: no harm', (step) => {
    const lie: Lie = ({ liar }) => replace(liar, step, (message) => [message, message])
    expect(setUp(parties, lie).honest.kind).toBe('result')
  })

  test('answers only after it confirmed: no harm, the confirmation waits', () => {
    const lie: Lie = ({ liar }) => {
      let held: ReturnType<Tamper> = []
      return both(
        replace(liar, CHOICE, (message) => {
          held = [message]
          return []
        }),
        replace(liar, CONFIRMATION, (message) => [message, ...held]),
      )
    }
    expect(setUp(parties, lie).honest.kind).toBe('result')
  })

  test('runs another setup at the same time: nobody is named', () => {
    const common = { primitives: native, random: seededRandom('apart') }
    const { outcomes } = run([
      setUpPair({ ...common, id, self: 1, peer: 2 }),
      setUpPair({ ...common, id: other, self: 2, peer: 1 }),
    ])
    expect(outcomes.size).toBe(2)
    for (const outcome of outcomes.values()) {
      expect(outcome).toMatchObject({ kind: 'abort', abort: { culprits: [] } })
    }
  })
})

describe('a message cut off anywhere', () => {
  const bodies = new Map<number, Uint8Array>()
  const listen = [OFFER, CHOICE, CONFIRMATION].map((step) =>
    overhear(2, step, (body) => bodies.set(step, body)),
  )
  setUp({ honest: 1, liar: 2 }, () => (message) => {
    for (const hear of listen) hear(message)
    return [message]
  })

  test.each([
    [OFFER, pairOffer],
    [CHOICE, pairChoice],
    [CONFIRMATION, pairConfirmation],
  ] as const)('does not decode in round %d', (step, codec) => {
    const body = bodies.get(step) ?? new Uint8Array()
    expect(body.length).toBeGreaterThan(64)
    expect(() => codec.decode(body)).not.toThrow()
    for (let length = 0; length < body.length; length++) {
      expect(() => codec.decode(body.subarray(0, length))).toThrow(EncodingError)
    }
  })

  test('aborts the first round, naming the sender, at every length', () => {
    const body = bodies.get(OFFER) ?? new Uint8Array()
    const random = seededRandom('honest')
    for (let length = 0; length < body.length; length++) {
      const honest = setUpPair({ id, self: 1, peer: 2, primitives: native, random })
      const [sent] = honest.start().messages
      if (sent === undefined) throw new Error('an honest party offers')
      const cut = readdress(sent, { from: 2, to: 1, body: body.slice(0, length) })
      expect(honest.receive({ ...cut, from: 2, to: 1 }).outcome).toMatchObject({
        kind: 'abort',
        abort: { code: 'malformed-message', culprits: [2] },
      })
    }
  })
})
