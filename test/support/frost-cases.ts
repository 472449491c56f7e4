import { expect } from 'vitest'
import { abortNotice, envelope } from '../../src/threshold/ceremony/message.ts'
import { concat } from '../../src/threshold/encoding/bytes.ts'
import type { AbortCode, PartyId } from '../../src/threshold/errors.ts'
import type { Group } from '../../src/threshold/groups/group.ts'
import type { Run, Tamper } from './network.ts'
import { bendBody, readdress, replace } from './tamper.ts'

export const LIAR = 2
export const HONEST: readonly PartyId[] = [1, 3]
export const flipped = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte))

/** Encodings that a decoder must refuse, by group. */
export const badPoints = (group: Group): Readonly<Record<string, Uint8Array>> => {
  const good = group.encodePoint(group.base)
  if (group.name === 'ed25519') {
    return {
      'the identity': group.encodePoint(group.zero),
      'a point of small order': new Uint8Array(32),
      'no point': concat(new Uint8Array([2]), new Uint8Array(31)),
    }
  }
  return {
    'the identity': new Uint8Array(65),
    'a hybrid point': good.map((byte, i) => (i === 0 ? 6 : byte)),
    'no point': good.map((byte, i) => (i === 64 ? byte ^ 1 : byte)),
  }
}

export type Expected = {
  readonly code: AbortCode
  readonly culprits: readonly PartyId[]
  /** What an honest party says last, before it says that it gives up. */
  readonly lastRound: number
}

/** The honest all abort, one of them for this reason; they name these, and say no more. */
export const checkAbort = <Result>(finished: Run<Result, never>, expected: Expected): void => {
  const aborts = HONEST.map((party) => {
    const outcome = finished.outcomes.get(party)
    if (outcome?.kind !== 'abort') throw new Error(`${party} believed the lie`)
    return outcome.abort
  })
  expect(aborts.map(({ code }) => code)).toContain(expected.code)
  expect([...new Set(aborts.flatMap(({ culprits }) => culprits))]).toEqual(expected.culprits)
  const rounds = finished.delivered
    .filter(({ from }) => HONEST.includes(from))
    .map(({ bytes }) => envelope.decode(bytes).step)
  expect(Math.max(...rounds)).toBe(expected.lastRound)
}

export type Row = readonly [round: number, name: string, expected: Expected, tamper: Tamper]

export const malformed = (round: number, name: string, tamper: Tamper): Row => [
  round,
  name,
  { code: 'malformed-message', culprits: [LIAR], lastRound: round },
  tamper,
]

const cutOff = (body: Uint8Array): Uint8Array => body.slice(0, -1)
const longer = (body: Uint8Array): Uint8Array => concat(body, new Uint8Array(1))
const notice = abortNotice.encode({ code: 'bad-share', culprits: HONEST })

/** What can be done to the message of any round, over any group: one will do. */
export const anyRound = (round: number): readonly Row[] => {
  const instead = (change: Parameters<typeof readdress>[1]): Tamper =>
    replace(LIAR, round, (message) => [readdress(message, change)])
  return [
    malformed(round, 'a message cut off', bendBody(LIAR, round, cutOff)),
    malformed(round, 'a message with a byte more', bendBody(LIAR, round, longer)),
    malformed(round, 'an empty message', instead({ body: new Uint8Array() })),
    malformed(round, 'a message of another kind', instead({ body: notice })),
    malformed(round, 'a message in the name of another', instead({ from: 3 })),
    [
      round,
      'nothing',
      { code: 'silent', culprits: [LIAR], lastRound: round },
      replace(LIAR, round, () => []),
    ],
    [
      round,
      'a message of another session',
      { code: 'silent', culprits: [], lastRound: round },
      instead({ session: new Uint8Array(32) }),
    ],
    [
      round,
      'that it gives up, because of the others',
      { code: 'peer-aborted', culprits: [], lastRound: round },
      instead({ step: 0, body: notice }),
    ],
  ]
}

export const twice = (round: number): Row => [
  round,
  'two different messages',
  // The first of them was as good as any: the honest may have gone on before they saw the second.
  { code: 'equivocation', culprits: [LIAR], lastRound: round + 1 },
  contradict(round),
]

/** One message, then another for the same round. */
const contradict = (round: number): Tamper =>
  replace(LIAR, round, (message) => [
    message,
    readdress(message, { body: flipped(envelope.decode(message.bytes).body) }),
  ])
