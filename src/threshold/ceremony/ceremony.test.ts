import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { results, run } from '../../../test/support/network.ts'
import { readdress } from '../../../test/support/tamper.ts'
import { text } from '../encoding/codec.ts'
import { record } from '../encoding/record.ts'
import { Abort, UsageError, type AbortCode, type PartyId } from '../errors.ts'
import { Ceremony, type Step } from './ceremony.ts'
import {
  abortNotice,
  envelope,
  MAX_BODY_BYTES,
  MAX_MESSAGE_BYTES,
  type Message,
} from './message.ts'
import { decodeAll, exchange, type Protocol } from './protocol.ts'

const session = new Uint8Array(32).fill(1)
const word = record('word', { said: text })

/** What became of a protocol besides its result. */
type Log = { finished: number }
const noLog = (): Log => ({ finished: 0 })

const say = (said: string): Uint8Array => word.encode({ said })

/** Everybody says a word a round; the result is all that was heard, in order of party. */
function* chorus(
  self: PartyId,
  peers: readonly PartyId[],
  rounds: number,
  log: Log,
): Protocol<string> {
  const heard: string[] = []
  try {
    for (let round = 1; round <= rounds; round++) {
      const words = yield* exchange(word, peers, (to) => ({ said: `${self}>${to}:${round}` }))
      for (const { said } of words.values()) heard.push(said)
    }
    return heard.join(' ')
  } finally {
    log.finished++
  }
}

const chorusOf = (
  self: PartyId,
  peers: readonly PartyId[],
  rounds = 2,
  log = noLog(),
): Ceremony<string> =>
  new Ceremony({ session, self, peers, protocol: chorus(self, peers, rounds, log) })

/** What `from` says to `to` in a round, as an honest party would send it. */
const message = (from: PartyId, to: PartyId, step: number, body?: Uint8Array): Message => ({
  from,
  to,
  bytes: envelope.encode({
    session,
    from,
    to,
    step,
    body: body ?? say(`${from}>${to}:${step}`),
  }),
})

const abortIn = (step: Step<unknown, unknown>): Abort => {
  if (step.outcome?.kind !== 'abort') throw new Error('no abort')
  return step.outcome.abort
}

const checkAbort = (
  step: Step<unknown, unknown>,
  code: AbortCode,
  culprits: readonly PartyId[],
): void => {
  const abort = abortIn(step)
  expect({ code: abort.code, culprits: abort.culprits }).toEqual({ code, culprits })
}

/** The notices among the messages, by receiver. */
const noticesIn = ({ messages }: Step<unknown, unknown>): Record<number, unknown> =>
  Object.fromEntries(
    messages
      .map(({ to, bytes }) => ({ to, opened: envelope.decode(bytes) }))
      .filter(({ opened }) => opened.step === 0)
      .map(({ to, opened }) => [to, abortNotice.decode(opened.body)]),
  )

/** Party 1 of three, in round 1 of 2, with a log of its end. */
const started = (rounds = 2): { one: Ceremony<string>; log: Log; first: Step<string> } => {
  const log = noLog()
  const one = chorusOf(1, [2, 3], rounds, log)
  return { one, log, first: one.start() }
}

describe('a ceremony among the honest', () => {
  test('gives everybody what everybody said, in any order of delivery', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 5 }),
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.nat()),
        (parties, rounds, draws) => {
          const ceremonies = parties.map((self) =>
            chorusOf(
              self,
              parties.filter((party) => party !== self),
              rounds,
            ),
          )
          const pick = (queued: number): number => Number(draws.next().value) % queued
          const heard = results(run(ceremonies, { pick }))
          for (const self of parties) {
            const others = parties.filter((party) => party !== self).toSorted((a, b) => a - b)
            const words = Array.from({ length: rounds }, (_, round) =>
              others.map((from) => `${from}>${self}:${round + 1}`),
            )
            expect(heard.get(self)).toBe(words.flat().join(' '))
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  test('gives the same when every message comes twice', () => {
    const ceremonies = [chorusOf(1, [2, 3]), chorusOf(2, [1, 3]), chorusOf(3, [1, 2])]
    const heard = results(run(ceremonies, { tamper: (sent) => [sent, sent] }))
    expect(heard.get(1)).toBe('2>1:1 3>1:1 2>1:2 3>1:2')
  })

  test('sends each round to each peer, and says for whom it waits', () => {
    const { one, first } = started()
    expect(first.messages).toEqual([message(1, 2, 1), message(1, 3, 1)])
    expect([one.round, one.waitingFor]).toEqual([1, [2, 3]])
    one.receive(message(3, 1, 1))
    expect([one.round, one.waitingFor]).toEqual([1, [2]])
    const second = one.receive(message(2, 1, 1))
    expect(second.messages).toEqual([message(1, 2, 2), message(1, 3, 2)])
    expect([one.round, one.waitingFor]).toEqual([2, [2, 3]])
    one.receive(message(2, 1, 2))
    const last = one.receive(message(3, 1, 2))
    expect(last.outcome).toEqual({ kind: 'result', result: '2>1:1 3>1:1 2>1:2 3>1:2' })
    expect(one.outcome).toBe(last.outcome)
    expect(one.waitingFor).toEqual([])
  })

  test('keeps what comes early, even before the start, until its round', () => {
    const one = chorusOf(1, [2, 3])
    for (const early of [message(2, 1, 2), message(3, 1, 2), message(2, 1, 1), message(3, 1, 1)]) {
      expect(one.receive(early)).toEqual({ messages: [] })
    }
    const only = one.start()
    expect(only.messages).toHaveLength(4)
    expect(only.outcome).toEqual({ kind: 'result', result: '2>1:1 3>1:1 2>1:2 3>1:2' })
  })

  test('goes on by itself when the rest of a round was there early', () => {
    const { one } = started()
    one.receive(message(3, 1, 2))
    one.receive(message(2, 1, 2))
    one.receive(message(3, 1, 1))
    const step = one.receive(message(2, 1, 1))
    expect(step.messages).toEqual([message(1, 2, 2), message(1, 3, 2)])
    expect(step.outcome?.kind).toBe('result')
  })

  test('starts once', () => {
    const { one } = started()
    expect(() => one.start()).toThrow(UsageError)
    const other = chorusOf(1, [2])
    other.cancel('not needed')
    expect(() => other.start()).toThrow(UsageError)
  })
})

describe('what does not count changes nothing and blames nobody', () => {
  const third = message(3, 1, 1)
  test.each<[string, Message]>([
    ['not-for-us', { ...third, to: 2 }],
    ['not-for-us', readdress(third, { to: 2 })],
    ['unknown-sender', { ...third, from: 4 }],
    ['other-session', readdress(third, { session: session.with(0, 9) })],
    ['repeated', message(2, 1, 1)],
  ])('%s', (refused, ignored) => {
    const { one, log } = started()
    one.receive(message(2, 1, 1))
    expect(one.receive(ignored)).toEqual({ messages: [], refused })
    expect([one.outcome, one.waitingFor, log.finished]).toEqual([undefined, [3], 0])
    expect(one.receive(third).messages).toHaveLength(2)
  })

  test('a repetition of an earlier round', () => {
    const { one } = started()
    one.receive(message(2, 1, 1))
    one.receive(third)
    expect(one.receive(third)).toEqual({ messages: [], refused: 'repeated' })
    expect(one.waitingFor).toEqual([2, 3])
  })

  test('anything after the end', () => {
    const { one } = started(1)
    one.receive(message(2, 1, 1))
    one.receive(third)
    const ended = one.outcome
    expect(ended?.kind).toBe('result')
    for (const late of [third, message(2, 1, 1, say('else')), message(2, 1, 0), message(3, 1, 2)]) {
      expect(one.receive(late)).toEqual({ messages: [], refused: 'not-running' })
    }
    expect(one.expire()).toEqual({ messages: [], refused: 'not-running' })
    expect(one.cancel('too late')).toEqual({ messages: [], refused: 'not-running' })
    expect(one.outcome).toBe(ended)
  })
})

describe('what no honest party sends ends the ceremony with its name', () => {
  const body = say('2>1:1')
  test.each<[string, AbortCode, Message]>([
    ['a second version of a message', 'equivocation', message(2, 1, 1, say('something else'))],
    [
      'a message in the name of another',
      'malformed-message',
      readdress(message(2, 1, 1), { from: 3 }),
    ],
    ['a round that no ceremony has', 'malformed-message', message(2, 1, 9)],
    ['an empty message', 'malformed-message', { from: 2, to: 1, bytes: new Uint8Array() }],
    [
      'an oversized message',
      'malformed-message',
      { from: 2, to: 1, bytes: new Uint8Array(MAX_MESSAGE_BYTES + 1) },
    ],
    [
      'a byte after the message',
      'malformed-message',
      {
        from: 2,
        to: 1,
        bytes: Uint8Array.of(...message(2, 1, 1).bytes, 0),
      },
    ],
    ['a notice that is none', 'malformed-message', message(2, 1, 0, body)],
  ])('%s', (_, code, sent) => {
    const { one, log } = started()
    one.receive(message(2, 1, 1))
    const step = one.receive(sent)
    checkAbort(step, code, [2])
    expect(noticesIn(step)).toEqual({ 2: { code, culprits: [2] }, 3: { code, culprits: [2] } })
    expect([log.finished, one.outcome]).toEqual([1, step.outcome])
  })

  test('more than a message can be, before any of it is read', () => {
    const bytes = new Uint8Array(MAX_MESSAGE_BYTES + 1)
    const step = started().one.receive({ from: 2, to: 1, bytes })
    expect(abortIn(step).message).toBe(`${bytes.length} bytes from 2: too long`)
    const largest = message(2, 1, 2, new Uint8Array(MAX_BODY_BYTES))
    expect(largest.bytes.length).toBeLessThanOrEqual(MAX_MESSAGE_BYTES)
    expect(started().one.receive(largest).outcome).toBeUndefined()
  })

  test('a body that is another record, or none', () => {
    const other = abortNotice.encode({ code: 'silent', culprits: [] })
    for (const bad of [other, new Uint8Array(), Uint8Array.of(...body, 0), body.slice(1)]) {
      const { one } = started()
      one.receive(message(3, 1, 1))
      checkAbort(one.receive(message(2, 1, 1, bad)), 'malformed-message', [2])
    }
  })

  test('an envelope cut off anywhere', () => {
    const { bytes } = message(2, 1, 1)
    for (let length = 0; length < bytes.length; length++) {
      const { one } = started()
      const cut = { from: 2, to: 1, bytes: bytes.subarray(0, length) }
      checkAbort(one.receive(cut), 'malformed-message', [2])
    }
  })

  test('a second version of a round that is over', () => {
    const { one } = started()
    one.receive(message(2, 1, 1))
    one.receive(message(3, 1, 1))
    checkAbort(one.receive(message(2, 1, 1, say('else'))), 'equivocation', [2])
  })

  test('a second version of what came early', () => {
    const { one } = started()
    one.receive(message(2, 1, 2))
    checkAbort(one.receive(message(2, 1, 2, say('else'))), 'equivocation', [2])
  })
})

/** Party 1 hears 2 alone, then 3 alone. */
function* inTurn(): Protocol<string> {
  const first = decodeAll(word, yield { send: new Map(), expect: [2] })
  const second = decodeAll(word, yield { send: new Map([[3, say('and you?')]]), expect: [3] })
  return `${first.get(2)?.said} ${second.get(3)?.said}`
}
const turns = (): Ceremony<string> => {
  const one = new Ceremony({ session, self: 1, peers: [2, 3], protocol: inTurn() })
  one.start()
  return one
}

describe('who has nothing to say in a round', () => {
  test('is waited for in its own', () => {
    const one = turns()
    expect(one.waitingFor).toEqual([2])
    expect(one.receive(message(3, 1, 2)).outcome).toBeUndefined()
    expect(one.receive(message(2, 1, 1)).outcome).toEqual({
      kind: 'result',
      result: '2>1:1 3>1:2',
    })
  })

  test('is named when it speaks in that round', () => {
    checkAbort(turns().receive(message(3, 1, 1)), 'malformed-message', [3])
  })

  test('is named when it speaks late, of a round that is over', () => {
    const one = turns()
    one.receive(message(2, 1, 1))
    checkAbort(one.receive(message(3, 1, 1)), 'malformed-message', [3])
  })

  test('is named when it spoke early, once that round begins', () => {
    const one = turns()
    one.receive(message(2, 1, 2))
    const step = one.receive(message(2, 1, 1))
    checkAbort(step, 'malformed-message', [2])
    expect(step.messages[0]).toEqual(message(1, 3, 2, say('and you?')))
  })
})

describe('a deadline that passes', () => {
  test('names who was silent, and them alone', () => {
    const { one, log } = started()
    one.receive(message(3, 1, 1))
    const step = one.expire()
    checkAbort(step, 'silent', [2])
    expect(noticesIn(step)).toEqual({
      2: { code: 'silent', culprits: [2] },
      3: { code: 'silent', culprits: [2] },
    })
    expect(log.finished).toBe(1)
  })

  test('names all who were silent', () => {
    checkAbort(started().one.expire(), 'silent', [2, 3])
  })

  test('does not call silent who speaks of another session', () => {
    const { one } = started()
    one.receive(readdress(message(3, 1, 1), { session: session.with(0, 9) }))
    checkAbort(one.expire(), 'silent', [2])
  })

  test('names nobody before the start', () => {
    checkAbort(chorusOf(1, [2]).expire(), 'silent', [])
  })
})

describe('a peer that gives up', () => {
  const gaveUp = message(2, 1, 0, abortNotice.encode({ code: 'bad-proof', culprits: [1, 3] }))

  test('ends the ceremony, and its word names nobody', () => {
    const { one, log } = started()
    const step = one.receive(gaveUp)
    checkAbort(step, 'peer-aborted', [])
    expect(abortIn(step).message).toContain('2 gave up (bad-proof), naming 1, 3')
    expect([step.messages, log.finished]).toEqual([[], 1])
  })

  test('ends it before its start as well', () => {
    const one = chorusOf(1, [2, 3])
    checkAbort(one.receive(gaveUp), 'peer-aborted', [])
    expect(() => one.start()).toThrow(UsageError)
  })

  test('is known to all: nobody is called silent for it', () => {
    const stopping = new Ceremony<string>({
      session,
      self: 3,
      peers: [1, 2],
      protocol: (function* (): Protocol<string> {
        yield* exchange(word, [1, 2], () => ({ said: 'hello' }))
        throw new Abort('bad-share', [], 'for a reason of its own')
      })(),
    })
    const { outcomes } = run([chorusOf(1, [2, 3]), chorusOf(2, [1, 3]), stopping])
    for (const [party, code] of [
      [1, 'peer-aborted'],
      [2, 'peer-aborted'],
      [3, 'bad-share'],
    ] as const) {
      expect(outcomes.get(party)).toMatchObject({ kind: 'abort', abort: { code, culprits: [] } })
    }
  })
})

/** Waits for one round, then fails with `error`. */
function* failing(error: unknown, log: Log): Protocol<string> {
  try {
    yield { send: new Map([[2, say('hello')]]), expect: [2] }
    throw error
  } finally {
    log.finished++
  }
}

describe('a protocol that fails', () => {
  const failWith = (error: unknown) => {
    const log = noLog()
    const one = new Ceremony({ session, self: 1, peers: [2, 3], protocol: failing(error, log) })
    one.start()
    return { one, log }
  }

  test('by an abort ends with that abort, and tells the peers', () => {
    const { one, log } = failWith(new Abort('bad-share', [2], 'a wrong share'))
    const step = one.receive(message(2, 1, 1))
    checkAbort(step, 'bad-share', [2])
    expect(noticesIn(step)).toMatchObject({ 2: { code: 'bad-share' }, 3: { code: 'bad-share' } })
    expect(log.finished).toBe(1)
  })

  test.each<[string, unknown]>([
    ['an error', new TypeError('undefined is not a function')],
    ['a usage error', new UsageError('wrong-phase', 'dropped meanwhile')],
    ['something that is no error', 'a string'],
  ])('by %s ends as internal: nobody is named, the cause is kept', (_, error) => {
    const { one, log } = failWith(error)
    const step = one.receive(message(2, 1, 1))
    checkAbort(step, 'internal', [])
    expect(abortIn(step).cause).toBe(error)
    expect(noticesIn(step)).toMatchObject({ 2: { code: 'internal', culprits: [] } })
    expect(log.finished).toBe(1)
    expect(one.receive(message(2, 1, 1))).toEqual({ messages: [], refused: 'not-running' })
  })

  test('by what the caller did, before anything was sent, tells the caller', () => {
    const protocol = (function* (): Protocol<string> {
      if (session.length > 0) throw new UsageError('reused', 'this id was used')
      yield { send: new Map(), expect: [2] }
      return 'never'
    })()
    const one = new Ceremony({ session, self: 1, peers: [2], protocol })
    expect(() => one.start()).toThrow('this id was used')
    expect(() => one.start()).toThrow('started before')
    expect(one.receive(message(2, 1, 1))).toEqual({ messages: [], refused: 'not-running' })
    expect(one.outcome?.kind).toBe('abort')
  })

  test('sends what it composed before, and then the notice', () => {
    const protocol = (function* (): Protocol<string> {
      yield { send: new Map([[2, say('one')]]), expect: [2] }
      yield { send: new Map([[2, say('two')]]), expect: [2] }
      throw new Abort('bad-share', [2], 'after two rounds')
    })()
    const one = new Ceremony({ session, self: 1, peers: [2], protocol })
    one.start()
    one.receive(message(2, 1, 2))
    const step = one.receive(message(2, 1, 1))
    checkAbort(step, 'bad-share', [2])
    expect(step.messages.map(({ bytes }) => envelope.decode(bytes).step)).toEqual([2, 0])
  })

  test('by a body that no message can hold ends as internal', () => {
    const protocol = (function* (): Protocol<string> {
      yield { send: new Map([[2, new Uint8Array(MAX_BODY_BYTES + 1)]]), expect: [2] }
      return 'never'
    })()
    const one = new Ceremony({ session, self: 1, peers: [2], protocol })
    checkAbort(one.start(), 'internal', [])
  })
})

describe('secrets are wiped', () => {
  test.each<[string, (one: Ceremony<string>) => unknown]>([
    ['a result', (one) => [one.receive(message(2, 1, 1)), one.receive(message(3, 1, 1))]],
    [
      'an abort by a peer',
      (one) => one.receive(message(2, 1, 0, abortNotice.encode({ code: 'x', culprits: [] }))),
    ],
    ['an abort of its own', (one) => one.receive(message(2, 1, 9))],
    ['a deadline', (one) => one.expire()],
    ['a cancellation', (one) => one.cancel('enough')],
  ])('by %s, once', (_, end) => {
    const { one, log } = started(1)
    expect(log.finished).toBe(0)
    end(one)
    expect(one.outcome).toBeDefined()
    one.expire()
    expect(log.finished).toBe(1)
  })

  test('and so is what was received', () => {
    const heard: Uint8Array[] = []
    const protocol = (function* (): Protocol<number> {
      const inbox = yield { send: new Map(), expect: [2] }
      heard.push(...inbox.values())
      return heard.reduce((sum, body) => sum + body.length, 0)
    })()
    const one = new Ceremony({ session, self: 1, peers: [2], protocol })
    one.start()
    one.receive(message(2, 1, 1, say('a share')))
    expect(one.outcome).toEqual({ kind: 'result', result: say('a share').length })
    for (const body of heard) expect(body.every((byte) => byte === 0)).toBe(true)
  })

  test('as far as they can be: a failure there ends the ceremony all the same', () => {
    const cannotWipe = (): never => {
      throw new Error('cannot wipe')
    }
    const protocol = (function* (): Protocol<string> {
      try {
        yield { send: new Map(), expect: [2] }
        return 'never'
      } finally {
        cannotWipe()
      }
    })()
    const one = new Ceremony({ session, self: 1, peers: [2], protocol })
    one.start()
    checkAbort(one.expire(), 'silent', [2])
  })
})

describe('a checkpoint', () => {
  test('comes with the messages that must wait for it', () => {
    const protocol = (function* (): Protocol<string, string> {
      yield { send: new Map([[2, say('one')]]), expect: [2] }
      yield { send: new Map([[2, say('two')]]), expect: [2], checkpoint: 'before two' }
      return 'done'
    })()
    const one = new Ceremony<string, string>({ session, self: 1, peers: [2], protocol })
    expect(one.start().checkpoint).toBeUndefined()
    const step = one.receive(message(2, 1, 1))
    expect(step.checkpoint).toBe('before two')
    expect(step.messages).toEqual([message(1, 2, 2, say('two'))])
    expect(one.receive(message(2, 1, 2))).not.toHaveProperty('checkpoint')
  })

  test('stays when the same call also ends the ceremony', () => {
    const protocol = (function* (): Protocol<string, string> {
      yield { send: new Map(), expect: [2] }
      yield { send: new Map(), expect: [2], checkpoint: 'kept' }
      throw new Abort('bad-share', [2], 'at once')
    })()
    const one = new Ceremony<string, string>({ session, self: 1, peers: [2], protocol })
    one.start()
    one.receive(message(2, 1, 2))
    const step = one.receive(message(2, 1, 1))
    expect(step.checkpoint).toBe('kept')
    checkAbort(step, 'bad-share', [2])
  })
})

test('a cancellation names nobody and tells the peers why', () => {
  const { one } = started()
  const step = one.cancel('the user left')
  checkAbort(step, 'cancelled', [])
  expect(abortIn(step).message).toBe('the user left')
  expect(noticesIn(step)).toEqual({
    2: { code: 'cancelled', culprits: [] },
    3: { code: 'cancelled', culprits: [] },
  })
})
