import { describe, expect, test } from 'vitest'
import type { Ceremony } from '../../src/threshold/ceremony/ceremony.ts'
import { envelope, type Message } from '../../src/threshold/ceremony/message.ts'
import { offerMessage, replyMessage } from '../../src/threshold/ecdsa/messages.ts'
import type { Presignature } from '../../src/threshold/ecdsa/presignature.ts'
import { EncodingError, type PartyId } from '../../src/threshold/errors.ts'
import { secp256k1 } from '../../src/threshold/groups/secp256k1.ts'
import { dealShares } from '../support/dealer.ts'
import { results, run, type Tamper } from '../support/network.ts'
import { seededRandom } from '../support/randomness.ts'
import {
  gatherSigners,
  joinShares,
  presignAt,
  propose,
  signAll,
  signerOf,
} from '../support/signers.ts'
import { readdress } from '../support/tamper.ts'
import { OFFER, REPLY } from './support/lies.ts'
import {
  ask,
  BYSTANDER,
  LIAR,
  OUTSIDER,
  presignAgainst,
  SIGNERS,
  stage,
  VICTIM,
} from './support/stage.ts'

/** The liar is done with its second word before the bystander's first comes through. */
const overtaking = (): Tamper => {
  const held: Message[] = []
  return (message) => {
    if (message.to !== VICTIM) return [message]
    const { step } = envelope.decode(message.bytes)
    if (message.from === BYSTANDER && step === OFFER) {
      held.push(message)
      return []
    }
    return message.from === LIAR && step === REPLY ? [message, ...held.splice(0)] : [message]
  }
}

describe('a presign is made all the same', () => {
  const mischief: Readonly<Record<string, Tamper>> = {
    'when nothing is done to it': (message) => [message],
    'when every message comes twice': (message) => [message, message],
    'when a stranger repeats every message': (message) => [{ ...message, from: OUTSIDER }, message],
    'when every message also goes to everybody else': (message) => [
      ...SIGNERS.map((to) => ({ ...message, to })),
      message,
    ],
    'when a reply comes before another’s offer': overtaking(),
  }

  test.each(Object.entries(mischief))('%s', (name, tamper) => {
    const scene = stage(name)
    const presignatures = results(presignAgainst(scene, { tamper }))
    const request = ask(scene)
    const joined = joinShares(presignatures, request, signAll(presignatures, request))
    expect(joined.kind).toBe('signature')
  })

  test('and whatever comes after its end is refused', () => {
    const scene = stage('late')
    const ceremonies = SIGNERS.map((party) =>
      presignAt(scene.set, party, scene.header, scene.random),
    )
    const { delivered, outcomes } = run(ceremonies)
    for (const ceremony of ceremonies) {
      for (const message of delivered.filter(({ to }) => to === ceremony.self)) {
        expect(ceremony.receive(message)).toEqual({ messages: [], refused: 'not-running' })
      }
      expect(ceremony.outcome).toBe(outcomes.get(ceremony.self))
    }
  })
})

describe('a message that is cut short', () => {
  const shares = dealShares(secp256k1, {
    parties: [VICTIM, LIAR],
    threshold: 2,
    random: seededRandom('cut short'),
  })

  /** The same two signers again, with the same secrets and the same words. */
  const again = () => {
    const random = seededRandom('cut short, again')
    const set = gatherSigners(shares, random)
    const header = propose(set, [VICTIM, LIAR], random)
    const at = (party: PartyId): Ceremony<Presignature> =>
      presignAt(set, party, header, seededRandom(party))
    return { set, victim: at(VICTIM), liar: at(LIAR) }
  }

  const said = new Map<number, Message>()
  const { victim, liar } = again()
  run([victim, liar], {
    tamper: (message) => {
      if (message.from === LIAR) said.set(envelope.decode(message.bytes).step, message)
      return [message]
    },
  })
  const spoken = (step: number): Message => {
    const message = said.get(step)
    if (message === undefined) throw new Error(`nothing was said in round ${step}`)
    return message
  }

  /** Each of the first and last lengths, and some between. */
  const lengths = (whole: number): number[] =>
    Array.from({ length: whole }, (_, length) => length).filter(
      (length) => length < 40 || length > whole - 40 || length % Math.ceil(whole / 60) === 0,
    )

  const rounds = [
    ['offer', OFFER],
    ['reply', REPLY],
  ] as const

  test.each(rounds)('is not this %s', (_, step) => {
    const { victim } = again()
    victim.start()
    if (step === REPLY) victim.receive(spoken(OFFER))
    victim.receive(spoken(step))
    expect(victim.outcome?.kind).toBe(step === REPLY ? 'result' : undefined)
  })

  test.each(rounds)('ends the ceremony at any length of a body: %s', (_, step) => {
    const { body } = envelope.decode(spoken(step).bytes)
    for (const length of lengths(body.length)) {
      const { set, victim } = again()
      victim.start()
      if (step === REPLY) victim.receive(spoken(OFFER))
      const { outcome } = victim.receive(
        readdress(spoken(step), { body: body.subarray(0, length) }),
      )
      expect(outcome, `${length} bytes`).toMatchObject({
        abort: { code: 'malformed-message', culprits: [LIAR] },
      })
      expect(signerOf(set, VICTIM).generations.get(LIAR)?.dropped).toBe(false)
    }
  })

  test.each(rounds)('ends the ceremony at any length of an envelope: %s', (_, step) => {
    const { bytes } = spoken(step)
    for (const length of lengths(bytes.length)) {
      const { victim } = again()
      victim.start()
      const { outcome } = victim.receive({ ...spoken(step), bytes: bytes.subarray(0, length) })
      expect(outcome, `${length} bytes`).toMatchObject({
        abort: { code: 'malformed-message', culprits: [LIAR] },
      })
    }
  })

  test.each([
    ['offer', OFFER, (body: Uint8Array) => offerMessage.encode(offerMessage.decode(body))],
    ['reply', REPLY, (body: Uint8Array) => replyMessage.encode(replyMessage.decode(body))],
  ] as const)('decodes at no length but its own: %s', (_, step, recode) => {
    const { body } = envelope.decode(spoken(step).bytes)
    expect(recode(body)).toEqual(body)
    for (let length = 0; length < body.length; length += length < 2000 ? 1 : 97) {
      expect(() => recode(body.subarray(0, length))).toThrow(EncodingError)
    }
  })
})
