import { describe, expect, test } from 'vitest'
import {
  abortNotice,
  envelope,
  MAX_MESSAGE_BYTES,
  type Message,
} from '../../src/threshold/ceremony/message.ts'
import type { Abort } from '../../src/threshold/errors.ts'
import { encodeScalar } from '../../src/threshold/groups/scalar.ts'
import { contextOf } from '../../src/threshold/keygen/context.ts'
import { deal } from '../../src/threshold/keygen/deal.ts'
import { openingCodec, pledgeMessage } from '../../src/threshold/keygen/messages.ts'
import { prove } from '../../src/threshold/keygen/proof.ts'
import type { Tamper } from '../support/network.ts'
import { seededRandom, systemRandom } from '../support/randomness.ts'
import { bendBody, readdress, replace } from '../support/tamper.ts'
import {
  bytes32,
  checkLie,
  malformed,
  tampering,
  type Case,
  type Expected,
  type Lie,
} from './support/keygen-lies.ts'
import {
  CONFIRMATION,
  honestly,
  making,
  PLEDGE,
  readReveal,
  REVEAL,
  runScene,
  writeReveal,
  type RawDealing,
  type Scene,
} from './support/keygen.ts'

const instead = (step: number, change: (body: Uint8Array) => Uint8Array): Lie =>
  tampering(({ liar }) => bendBody(liar, step, change))

const readdressed = (step: number, change: Parameters<typeof readdress>[1]): Lie =>
  tampering(({ liar }) => replace(liar, step, (message) => [readdress(message, change)]))

const notice = abortNotice.encode({ code: 'bad-share', culprits: [1] })

/** What can be done to the message of any round, and what becomes of it. */
const anyRound: readonly (readonly [string, (step: number) => Lie, Expected])[] = [
  [
    'says nothing',
    (step) => tampering(({ liar }) => replace(liar, step, () => [])),
    { code: 'silent', seenBy: [1] },
  ],
  ['is cut off', (step) => instead(step, (body) => body.slice(0, -1)), malformed],
  ['says nothing in many words', (step) => instead(step, () => new Uint8Array()), malformed],
  ['adds a byte', (step) => instead(step, (body) => Uint8Array.of(...body, 0)), malformed],
  ['says something of another kind', (step) => instead(step, () => notice), malformed],
  [
    'says too much',
    (step) =>
      tampering(({ liar }) =>
        replace(liar, step, (message) => [
          { ...message, bytes: new Uint8Array(MAX_MESSAGE_BYTES + 1) },
        ]),
      ),
    malformed,
  ],
  [
    'adds a byte to the envelope',
    (step) =>
      tampering(({ liar }) =>
        replace(liar, step, (message) => [
          { ...message, bytes: Uint8Array.of(...message.bytes, 0) },
        ]),
      ),
    malformed,
  ],
  ['says it in the name of another', (step) => readdressed(step, { from: 2 }), malformed],
  ['says it of a round that no ceremony has', (step) => readdressed(step, { step: 9 }), malformed],
  [
    'says it to nobody here',
    (step) => readdressed(step, { to: 9 }),
    { code: 'silent', seenBy: [1] },
  ],
  [
    'says it in another session',
    (step) => readdressed(step, { session: bytes32(9) }),
    { code: 'silent', seenBy: [1], namedBy: [] },
  ],
  [
    'gives up, and says that it was an honest party',
    (step) => readdressed(step, { step: 0, body: notice }),
    { code: 'peer-aborted', namedBy: [] },
  ],
]

const everyRound: readonly Case[] = [PLEDGE, REVEAL, CONFIRMATION].flatMap((step) =>
  anyRound.map(([name, lie, expected]): Case => [
    `${name} in round ${step}`,
    making(),
    lie(step),
    { ...expected, kept: step === CONFIRMATION ? [1, 2] : [] },
  ]),
)

const contradiction: readonly Case[] = [
  ...[PLEDGE, REVEAL].map((step): Case => [
    `says two things in round ${step}`,
    making(),
    tampering(({ liar }) =>
      replace(liar, step, (message) => [
        message,
        readdress(message, { body: pledgeMessage.encode({ pledge: bytes32(9) }) }),
      ]),
    ),
    { code: 'equivocation' },
  ]),
  [
    'says something else of round 1 in round 2',
    making(),
    tampering(({ liar }) =>
      replace(liar, REVEAL, (message) => [
        message,
        readdress(message, {
          step: PLEDGE,
          body: pledgeMessage.encode({ pledge: bytes32(9) }),
        }),
      ]),
    ),
    { code: 'equivocation' },
  ],
  ...[PLEDGE, REVEAL].map((step): Case => [
    `says nothing to one party in round ${step}`,
    making(),
    tampering(({ liar }) => replace(liar, step, (message) => (message.to === 1 ? [] : [message]))),
    { code: 'silent', seenBy: [1], kept: step === REVEAL ? [2] : [] },
  ]),
]

describe('a party that bends a message', () => {
  test.each([...everyRound, ...contradiction])('%s', (_name, scene, lie, expected) => {
    checkLie(scene, lie, expected)
  })
})

/** Another proof, no less true, of what the liar deals. */
const proveAgain = (
  { plan, liar }: Scene,
  echo: Uint8Array,
  dealing: RawDealing,
  constant: Uint8Array,
): RawDealing => {
  const { group, next } = plan
  const { session } = contextOf(plan, liar)
  const { commitments, salt } = dealing.opening
  const opening = openingCodec(group, next.threshold).encode({
    commitments: commitments.map((point) => group.decodePoint(point)),
    salt,
  })
  const about = { group, session, dealer: liar, echo, opening }
  const { challenge, response } = prove(about, constant, systemRandom)
  const proof = { challenge: encodeScalar(challenge), response: encodeScalar(response) }
  expect(proof).not.toEqual(dealing.proof)
  return { ...dealing, proof }
}

/** What a network, or a clumsy party, may do without harm. */
const harmless: readonly (readonly [string, (scene: Scene) => Tamper])[] = [
  ['is left alone', () => (message) => [message]],
  ['says everything twice', () => (message) => [message, message]],
  [
    'repeats its pledge in every round',
    ({ liar }) => {
      const said: Message[] = []
      return (message) => {
        if (message.from !== liar) return [message]
        said.push(message)
        return said.filter(({ to }) => to === message.to)
      }
    },
  ],
  [
    'proves one thing to each party in another way',
    (scene) => {
      const { constant } = deal(contextOf(scene.plan, 3), undefined, seededRandom(3))
      return replace(3, REVEAL, (message) => {
        const { echo, dealings } = readReveal(scene, message)
        const again = dealings.map((dealing) => proveAgain(scene, echo, dealing, constant))
        return [writeReveal(scene, message, { echo, dealings: again })]
      })
    },
  ],
  [
    'says in another session what would be a lie in this one',
    ({ liar }) =>
      replace(liar, REVEAL, (message) => [
        readdress(message, { session: bytes32(9), body: new Uint8Array() }),
        message,
      ]),
  ],
  [
    'is spoken for by who is not here',
    ({ liar }) =>
      replace(liar, REVEAL, (message) => [{ ...message, from: 9, bytes: notice }, message]),
  ],
  [
    'tells others what is for another',
    ({ liar }) => replace(liar, REVEAL, (message) => [{ ...message, to: 3 - message.to }, message]),
  ],
]

describe('a key is made all the same when a party', () => {
  test.each(harmless)('%s', (_, tamper) => {
    const scene = making()
    const { outcomes } = runScene(scene, { tamper: tamper(scene) })
    for (const party of scene.honest) expect(outcomes.get(party)?.kind).toBe('result')
  })
})

describe('whatever becomes of a message on its way', () => {
  /** One party's part of a run, heard again with one message changed. */
  const hearing = (scene: Scene, step: number) => {
    const heard = runScene(scene).delivered.filter(({ to }) => to === 1)
    const index = heard.findIndex(
      ({ from, bytes }) => from === scene.liar && envelope.decode(bytes).step === step,
    )
    const original = heard[index]
    if (original === undefined) throw new Error(`nothing from ${scene.liar} in round ${step}`)
    const again = (changed: Message): Abort | undefined => {
      const ceremony = honestly(scene, 1)
      ceremony.start()
      for (const message of heard.with(index, changed)) ceremony.receive(message)
      if (ceremony.outcome === undefined) ceremony.expire()
      return ceremony.outcome?.kind === 'abort' ? ceremony.outcome.abort : undefined
    }
    return { original, again }
  }

  test.each([PLEDGE, REVEAL, CONFIRMATION])(
    'cut off anywhere, it names its sender: round %i',
    (step) => {
      const { original, again } = hearing(making(), step)
      const { body } = envelope.decode(original.bytes)
      expect(again(original)).toBeUndefined()
      for (let length = 0; length < body.length; length++) {
        const abort = again(readdress(original, { body: body.subarray(0, length) }))
        expect(abort).toMatchObject({ code: 'malformed-message', culprits: [3] })
      }
    },
  )

  test('cut off anywhere in its envelope, it names its sender', () => {
    const { original, again } = hearing(making(), PLEDGE)
    for (let length = 0; length < original.bytes.length; length++) {
      const abort = again({ ...original, bytes: original.bytes.subarray(0, length) })
      expect(abort).toMatchObject({ code: 'malformed-message', culprits: [3] })
    }
  })

  test.each([PLEDGE, REVEAL, CONFIRMATION])('bent anywhere, it makes no key: round %i', (step) => {
    const { original, again } = hearing(making(), step)
    const { body } = envelope.decode(original.bytes)
    for (let place = 0; place < body.length; place += 3) {
      const abort = again(
        readdress(original, { body: body.with(place, (body[place] ?? 0) ^ (1 << (place % 8))) }),
      )
      // A pledge or an echo that is another names nobody; all else names who sent it.
      expect(abort).toBeDefined()
      if (abort?.code !== 'echo-mismatch') expect(abort?.culprits).toEqual([3])
      else expect(abort.culprits).toEqual([])
    }
  })
})
