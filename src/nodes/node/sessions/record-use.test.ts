import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  authNodes,
  firstOf,
  NOW,
  SECONDS,
  testCertificate,
  type AuthNode,
  type AuthNodes,
} from '../../../../test/support/auth-nodes.ts'
import { protocolError } from '../../../../test/support/protocol-errors.ts'
import { systemRandom } from '../../../../test/support/randomness.ts'
import { toHex } from '../../../payloads/encoding/hex.ts'
import { sessionId, type Certificate } from '../../../protocol/certificate.ts'
import type { Limits } from '../../../protocol/limits.ts'
import { endSession } from './end-session.ts'
import { checkUse, recordUse, type SessionUse } from './record-use.ts'
import { sweepSessions } from './session-stores.ts'

let world: AuthNodes
let node: AuthNode

beforeEach(() => {
  world = authNodes({ count: 2 })
  node = firstOf(world.nodes)
})
afterEach(() => world.close())

const sessionWith = (limits: Limits, change: Partial<Certificate> = {}) => {
  const certificate = testCertificate({ limits, ...change })
  return { id: sessionId(certificate), certificate }
}

const useOf = (change: Partial<SessionUse> = {}): SessionUse => ({
  requestId: toHex(systemRandom(32)),
  digest: toHex(systemRandom(32)),
  ability: 'sign',
  value: 10n,
  ...change,
})

const record = (session: ReturnType<typeof sessionWith>, use: SessionUse, of = node, now = NOW) =>
  recordUse(of.stores, session, use, now)

const usage = ({ id }: { id: `0x${string}` }, of = node) => of.stores.sessions.usageOf(id)

test('counts signatures and what they may take, and says when the last was', () => {
  const session = sessionWith({})
  record(session, useOf())
  record(session, useOf({ value: 5n }), node, NOW + 7000)
  expect(usage(session)).toMatchObject({ signatures: 2, spent: 15n, usedAt: SECONDS + 7 })
})

test('keeps counts over a restart', () => {
  const session = sessionWith({ signatures: 1 })
  record(session, useOf())
  expect(() => record(session, useOf(), node.restart())).toThrow(protocolError('limit-exceeded'))
})

describe('a look ahead', () => {
  test('refuses what counting would refuse, and counts nothing', () => {
    const session = sessionWith({ signatures: 1 })
    const use = useOf()
    checkUse(node.stores, session, use)
    expect(usage(session)).toMatchObject({ signatures: 0 })
    record(session, use)
    expect(() => checkUse(node.stores, session, useOf())).toThrow(protocolError('limit-exceeded'))
    expect(usage(session)).toMatchObject({ signatures: 1 })
  })

  test('lets through what was counted already', () => {
    const session = sessionWith({ signatures: 1 })
    const use = useOf()
    record(session, use)
    expect(() => checkUse(node.stores, session, use)).not.toThrow()
  })

  test('refuses a second change by a session that manages, and lets the first be asked again', () => {
    const session = sessionWith({})
    const first = useOf({ ability: 'manage' })
    record(session, first)
    const again = { ...first, requestId: toHex(systemRandom(32)) }
    expect(() => checkUse(node.stores, session, again)).not.toThrow()
    const second = useOf({ ability: 'manage' })
    expect(() => checkUse(node.stores, session, second)).toThrow(protocolError('manage-used'))
  })
})

describe('a limit of signatures', () => {
  test('lets as many pass as it says', () => {
    const session = sessionWith({ signatures: 2 })
    record(session, useOf())
    record(session, useOf())
    expect(() => record(session, useOf())).toThrow(
      protocolError('limit-exceeded', { limit: 'signatures', allowed: 2, asked: 3 }),
    )
    expect(usage(session)).toMatchObject({ signatures: 2 })
  })

  test('is each session’s own', () => {
    const limits = { signatures: 1 }
    record(sessionWith(limits), useOf())
    expect(() => record(sessionWith(limits), useOf())).not.toThrow()
  })
})

describe('a limit on the total', () => {
  test('is spent to its last unit and not beyond', () => {
    const session = sessionWith({ valueTotal: '25' })
    record(session, useOf())
    record(session, useOf())
    expect(() => record(session, useOf({ value: 6n }))).toThrow(
      protocolError('limit-exceeded', { limit: 'valueTotal', allowed: '25', asked: '26' }),
    )
    expect(() => record(session, useOf({ value: 5n }))).not.toThrow()
    expect(() => record(session, useOf({ value: 1n }))).toThrow(protocolError('limit-exceeded'))
    expect(() => record(session, useOf({ value: 0n }))).not.toThrow()
  })

  test('holds numbers that no column could', () => {
    const most = (1n << 256n) - 1n
    const session = sessionWith({ valueTotal: most.toString() })
    record(session, useOf({ value: most - 1n }))
    expect(() => record(session, useOf({ value: 2n }))).toThrow(protocolError('limit-exceeded'))
    expect(() => record(session, useOf({ value: 1n }))).not.toThrow()
    expect(usage(session)?.spent).toBe(most)
  })

  test('is never passed, whatever is asked in whichever order', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 0n, max: 60n }), { maxLength: 12 }), (values) => {
        const session = sessionWith({ valueTotal: '100' })
        const taken = values.filter((value) => {
          try {
            record(session, useOf({ value }))
            return true
          } catch {
            return false
          }
        })
        const sum = taken.reduce((total, value) => total + value, 0n)
        expect(sum).toBeLessThanOrEqual(100n)
        expect(usage(session)?.spent ?? 0n).toBe(sum)
      }),
      { numRuns: 15 },
    )
  })
})

describe('the same request', () => {
  test('for the same digest is counted once, also after a restart and beyond the limit', () => {
    const session = sessionWith({ signatures: 1, valueTotal: '10' })
    const use = useOf()
    record(session, use)
    record(session, use)
    const restarted = node.restart()
    expect(() => record(session, use, restarted)).not.toThrow()
    expect(usage(session, restarted)).toMatchObject({ signatures: 1, spent: 10n })
  })

  test('for another digest is another use', () => {
    const session = sessionWith({ signatures: 1 })
    const use = useOf()
    record(session, use)
    expect(() => record(session, { ...use, digest: useOf().digest })).toThrow(
      protocolError('limit-exceeded'),
    )
  })

  test('that was refused is not remembered', () => {
    const session = sessionWith({ valueTotal: '5' })
    const use = useOf()
    expect(() => record(session, use)).toThrow(protocolError('limit-exceeded'))
    expect(() => record(session, use)).toThrow(protocolError('limit-exceeded'))
  })

  test('is another use after an hour', () => {
    const session = sessionWith({}, { expiresAt: SECONDS + 86_400 })
    const use = useOf()
    record(session, use)
    sweepSessions(node.stores, NOW + 3_599_000)
    record(session, use)
    expect(usage(session)).toMatchObject({ signatures: 1 })
    sweepSessions(node.stores, NOW + 3_600_000)
    record(session, use)
    expect(usage(session)).toMatchObject({ signatures: 2 })
  })
})

describe('a session that may manage', () => {
  const abilities: Certificate['abilities'] = ['manage', 'sign']

  test('changes one thing, as often as it asks for that', () => {
    const session = sessionWith({}, { abilities })
    const use = useOf({ ability: 'manage' })
    record(session, use)
    expect(() => record(session, { ...use, requestId: useOf().requestId })).not.toThrow()
    expect(() => record(session, useOf({ ability: 'manage' }))).toThrow(
      protocolError('manage-used'),
    )
    expect(() => record(session, useOf(), node.restart())).not.toThrow()
  })

  test('may sign before and after it manages', () => {
    const session = sessionWith({}, { abilities })
    record(session, useOf())
    record(session, useOf({ ability: 'manage' }))
    record(session, useOf())
    expect(() => record(session, useOf({ ability: 'manage' }))).toThrow(
      protocolError('manage-used'),
    )
    expect(usage(session)).toMatchObject({ signatures: 3 })
  })
})

test('a session that was ended meanwhile is not counted, and signs nothing', () => {
  const session = sessionWith({})
  record(session, useOf())
  endSession(node.stores.sessions, session, session.id, NOW)
  expect(() => record(session, useOf())).toThrow(protocolError('session-revoked'))
  expect(usage(session)).toMatchObject({ signatures: 1 })
})
