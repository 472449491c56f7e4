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
import { sessionListAnswer } from '../../../protocol/endpoints.ts'
import { MAX_SESSION_SECONDS } from '../../../protocol/statement.ts'
import { endSession, MAX_ENDED_SESSIONS } from './end-session.ts'
import { listSessions } from './list-sessions.ts'
import { sweepSessions } from './session-stores.ts'

let world: AuthNodes
let node: AuthNode

beforeEach(() => {
  world = authNodes({ count: 2 })
  node = firstOf(world.nodes)
})
afterEach(() => world.close())

const ada = { authMethodType: '1', id: `0x${'ad'.repeat(20)}` } as const
const bob = { authMethodType: '1', id: `0x${'b0'.repeat(20)}` } as const

const sessionOf = (change: Partial<Certificate> = {}) => {
  const certificate = testCertificate({ identity: ada, ...change })
  node.stores.sessions.add(certificate)
  return { id: sessionId(certificate), certificate }
}

const fresh = () => sessionOf({ provenAt: SECONDS - 300 })
const old = () => sessionOf({ provenAt: SECONDS - 301 })
const end = (by: ReturnType<typeof sessionOf>, id: `0x${string}`, of = node): void =>
  endSession(of.stores.sessions, by, id, NOW)
const isEnded = ({ id, certificate }: ReturnType<typeof sessionOf>, of = node): boolean =>
  of.stores.sessions.isEnded(id, certificate.identity)

test('a session ends itself, however old its sign-in is, until it would expire', () => {
  const session = old()
  end(session, session.id)
  expect(isEnded(session)).toBe(true)
  expect(isEnded(session, node.restart())).toBe(true)
})

describe('a session of another device', () => {
  test('is ended after a fresh sign-in of the same identity', () => {
    const [phone, laptop] = [old(), fresh()]
    end(laptop, phone.id)
    expect(isEnded(phone)).toBe(true)
    expect(isEnded(laptop)).toBe(false)
  })

  test('is not ended by an old one', () => {
    const [phone, laptop] = [old(), old()]
    expect(() => end(laptop, phone.id)).toThrow(protocolError('sign-in-again', { within: 300 }))
    expect(isEnded(phone)).toBe(false)
  })

  test('is not ended, nor admitted to exist, for somebody else', () => {
    const namesake = { ...ada, authMethodType: '6' }
    for (const identity of [bob, namesake]) {
      const [theirs, mine] = [sessionOf({ identity }), fresh()]
      expect(() => end(mine, theirs.id)).toThrow(protocolError('not-found'))
      expect(isEnded(theirs)).toBe(false)
    }
  })
})

describe('a session that this node has not met', () => {
  const unmet = () => {
    const certificate = testCertificate({ identity: ada })
    return { id: sessionId(certificate), certificate }
  }

  test('is ended for the identity that says so, and before it comes', () => {
    const session = unmet()
    end(fresh(), session.id)
    node.stores.sessions.add(session.certificate)
    expect(isEnded(session)).toBe(true)
    expect(node.stores.sessions.find(session.id)?.ended).toBe(true)
  })

  test('is not ended by a guess of somebody else', () => {
    const session = unmet()
    end(sessionOf({ identity: bob, provenAt: SECONDS }), session.id)
    expect(isEnded(session)).toBe(false)
  })

  test('stays ended for as long as any session may live', () => {
    const session = unmet()
    end(fresh(), session.id)
    sweepSessions(node.stores, NOW + MAX_SESSION_SECONDS * 1000 - 1000)
    expect(isEnded(session)).toBe(true)
    sweepSessions(node.stores, NOW + MAX_SESSION_SECONDS * 1000)
    expect(isEnded(session)).toBe(false)
  })

  test('cannot be made up without end', () => {
    const by = fresh()
    node.database.transaction(() => {
      for (let i = 0; i < MAX_ENDED_SESSIONS; i += 1) end(by, toHex(systemRandom(32)))
    })
    expect(() => end(by, unmet().id)).toThrow(protocolError('rate-limited'))
    expect(() => end(by, by.id)).not.toThrow()
  })
})

test('a person sees the live sessions of all devices, and nobody else’s', () => {
  const [phone, laptop] = [old(), sessionOf({ expiresAt: SECONDS + 60 })]
  sessionOf({ identity: bob })
  sessionOf({ expiresAt: SECONDS })
  node.stores.sessions.use(phone.id, SECONDS - 5, { signatures: 2, spent: 9n, managed: undefined })
  end(fresh(), laptop.id)
  const { sessions } = sessionListAnswer.parse(listSessions(node.stores.sessions, ada, NOW))
  expect(sessions).toHaveLength(3)
  expect(sessions.find(({ id }) => id === phone.id)).toEqual({
    id: phone.id,
    certificate: phone.certificate,
    lastUsedAt: SECONDS - 5,
    signatures: 2,
    ended: false,
  })
  expect(sessions.find(({ id }) => id === laptop.id)).toMatchObject({ ended: true, signatures: 0 })
})
