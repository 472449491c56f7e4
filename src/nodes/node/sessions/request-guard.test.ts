import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  authNodes,
  firstOf,
  NOW,
  testCertificate,
  type AuthNode,
  type AuthNodes,
} from '../../../../test/support/auth-nodes.ts'
import { protocolError } from '../../../../test/support/protocol-errors.ts'
import { systemRandom } from '../../../../test/support/randomness.ts'
import {
  ed25519SessionKey,
  p256SessionKey,
  signedRequest,
  type TestRequest,
  type TestSessionKey,
} from '../../../../test/support/session-keys.ts'
import { toHex } from '../../../payloads/encoding/hex.ts'
import { sessionId } from '../../../protocol/certificate.ts'
import { hashBody } from '../../../protocol/request.ts'
import { verifySessionSignature } from '../../../protocol/session-key.ts'
import { RequestGuard } from './request-guard.ts'
import { verifyBySessionKey } from './verify-by-session-key.ts'

let world: AuthNodes
let node: AuthNode

beforeEach(() => {
  world = authNodes({ count: 2 })
  node = firstOf(world.nodes)
})
afterEach(() => world.close())

const day = 86_400_000

const guardOf = (
  of: AuthNode = node,
  options: { startedAt?: number; perKey?: number; all?: number } = {},
) =>
  new RequestGuard(
    {
      nodeSetName: world.name,
      party: of.auth.party,
      sessions: of.stores.sessions,
      startedAt: options.startedAt ?? NOW - day,
    },
    options,
  )

const wallet = ed25519SessionKey()
const requestOf = (change: Partial<TestRequest> = {}, by: TestSessionKey = wallet) =>
  signedRequest(by, { nodeSet: world.name, node: 1, time: NOW, ...change })

describe.each([
  ['Ed25519', wallet],
  ['P-256', p256SessionKey()],
])('a request that %s has signed', (_, by) => {
  test('is taken once', () => {
    const guard = guardOf()
    const { head, asked } = requestOf({}, by)
    expect(() => guard.check(head, by, asked, NOW)).not.toThrow()
    expect(() => guard.check(head, by, asked, NOW)).toThrow(protocolError('replayed'))
    const again = requestOf({}, by)
    expect(() => guard.check(again.head, by, again.asked, NOW)).not.toThrow()
  })

  test.each<[string, (made: ReturnType<typeof requestOf>) => ReturnType<typeof requestOf>]>([
    [
      'another id',
      ({ head, asked }) => ({
        head: { ...head, id: hashBody(Uint8Array.of(1)) },
        asked,
      }),
    ],
    ['another time', ({ head, asked }) => ({ head: { ...head, time: head.time + 1 }, asked })],
    ['another method', ({ head, asked }) => ({ head, asked: { ...asked, method: 'DELETE' } })],
    ['another path', ({ head, asked }) => ({ head, asked: { ...asked, path: '/v1/keys' } })],
    ['a query', ({ head, asked }) => ({ head, asked: { ...asked, path: `${asked.path}?a` } })],
    [
      'another body',
      ({ head, asked }) => ({ head, asked: { ...asked, bodyHash: hashBody(Uint8Array.of(1)) } }),
    ],
    [
      'a signature of zeros',
      ({ head, asked }) => ({ head: { ...head, signature: `0x${'00'.repeat(64)}` }, asked }),
    ],
    [
      'a signature of another',
      ({ head, asked }) => ({
        head: { ...head, signature: requestOf({}, by).head.signature ?? '0x' },
        asked,
      }),
    ],
    [
      'no signature',
      ({ head: { id, node, time }, asked }) => ({ head: { id, node, time }, asked }),
    ],
  ])('is refused with %s', (_, change) => {
    const made = requestOf({}, by)
    const { head, asked } = change(made)
    const guard = guardOf()
    expect(() => guard.check(head, by, asked, NOW)).toThrow(protocolError('bad-signature'))
    expect(() => guard.check(made.head, by, made.asked, NOW)).not.toThrow()
  })
})

test('another session’s request is refused', () => {
  const { head, asked } = requestOf()
  expect(() => guardOf().check(head, ed25519SessionKey(), asked, NOW)).toThrow(
    protocolError('bad-signature'),
  )
})

test('a request for another node is refused, as it is and rewritten', () => {
  const { head, asked } = requestOf({ node: 2 })
  expect(() => guardOf().check(head, wallet, asked, NOW)).toThrow(
    protocolError('wrong-node', { party: 1 }),
  )
  expect(() => guardOf().check({ ...head, node: 1 }, wallet, asked, NOW)).toThrow(
    protocolError('bad-signature'),
  )
  expect(() => guardOf(firstOf(world.nodes, 1)).check(head, wallet, asked, NOW)).not.toThrow()
})

test('a request for another network is refused', () => {
  const { head, asked } = requestOf({ nodeSet: `eip155:1:0x${'a1'.repeat(20)}` })
  expect(() => guardOf().check(head, wallet, asked, NOW)).toThrow(protocolError('bad-signature'))
})

test.each([
  [60_000, true],
  [60_001, false],
  [-60_000, true],
  [-60_001, false],
  [day / 2, false],
  [-day / 2, false],
])('of a clock that is %i ms off, it is %s that requests are taken', (off, taken) => {
  const { head, asked } = requestOf({ time: NOW + off })
  const check = () => guardOf().check(head, wallet, asked, NOW)
  if (taken) expect(check).not.toThrow()
  else expect(check).toThrow(protocolError('clock-skew', { nodeTime: NOW }))
})

test('an id is remembered for as long as its time would be taken', () => {
  const guard = guardOf()
  const { head, asked } = requestOf({ time: NOW + 60_000 })
  guard.check(head, wallet, asked, NOW)
  expect(() => guard.check(head, wallet, asked, NOW + 120_000)).toThrow(protocolError('replayed'))
  expect(() => guard.check(head, wallet, asked, NOW + 120_001)).toThrow(protocolError('clock-skew'))
})

test('a request that was refused can be made again', () => {
  const guard = guardOf()
  const { head, asked } = requestOf()
  expect(() => guard.check(head, wallet, { ...asked, path: '/' }, NOW)).toThrow(
    protocolError('bad-signature'),
  )
  expect(() => guard.check(head, wallet, asked, NOW)).not.toThrow()
})

test('what one session and what all may have remembered is bounded, and comes free', () => {
  const guard = guardOf(node, { perKey: 2, all: 3 })
  const send = (by: TestSessionKey, time = NOW) => {
    const { head, asked } = requestOf({ time }, by)
    guard.check(head, by, asked, time)
  }
  const other = p256SessionKey()
  send(wallet)
  send(wallet)
  expect(() => send(wallet)).toThrow(protocolError('rate-limited'))
  send(other)
  expect(() => send(other)).toThrow(protocolError('busy'))
  const later = NOW + 60_001
  expect(() => send(wallet, later)).not.toThrow()
  expect(() => send(other, later)).not.toThrow()
})

describe('after a restart', () => {
  const certificate = testCertificate({ sessionKey: wallet.key })
  const session = sessionId(certificate)
  const by = { ...wallet, session }

  beforeEach(() => node.stores.sessions.add(certificate))

  const replay = (time: number, startedAt: number) => {
    const made = requestOf({ time })
    guardOf(node).check(made.head, by, made.asked, NOW)
    const restarted = node.restart()
    const guard = guardOf(restarted, { startedAt })
    return { guard, again: (now: number) => guard.check(made.head, by, made.asked, now) }
  }

  test('what was made before is refused, and what is made after is taken', () => {
    const startedAt = NOW + 2000
    const { guard, again } = replay(NOW, startedAt)
    expect(() => again(startedAt + 1)).toThrow(
      protocolError('clock-skew', { nodeTime: startedAt + 1, startedAt }),
    )
    const next = requestOf({ time: startedAt + 1 })
    expect(() => guard.check(next.head, by, next.asked, startedAt + 1)).not.toThrow()
  })

  test('what was made ahead of our clock is refused, too, and by this session alone', () => {
    const startedAt = NOW + 2000
    const { guard, again } = replay(NOW + 50_000, startedAt)
    expect(() => again(startedAt + 10)).toThrow(protocolError('clock-skew'))
    const other = ed25519SessionKey()
    const theirs = requestOf({ time: NOW + 40_000 }, other)
    const theirSession = { ...other, session: `0x${'99'.repeat(32)}` } as const
    expect(() => guard.check(theirs.head, theirSession, theirs.asked, startedAt)).not.toThrow()
  })

  test('a session that was ahead goes on once its clock is past what it used', () => {
    const startedAt = NOW + 2000
    const { guard } = replay(NOW + 50_000, startedAt)
    const next = requestOf({ time: NOW + 56_000 })
    expect(() => guard.check(next.head, by, next.asked, NOW + 6000)).not.toThrow()
    const behind = requestOf({ time: NOW + 54_000 })
    expect(() => guard.check(behind.head, by, behind.asked, NOW + 6000)).toThrow(
      protocolError('clock-skew'),
    )
  })

  test('and in one run a clock may be set back', () => {
    const guard = guardOf()
    const ahead = requestOf({ time: NOW + 50_000 })
    guard.check(ahead.head, by, ahead.asked, NOW)
    const right = requestOf({ time: NOW + 1000 })
    expect(() => guard.check(right.head, by, right.asked, NOW + 1000)).not.toThrow()
  })
})

describe('OpenSSL says of session signatures what the protocol does', () => {
  const message = new TextEncoder().encode('message')
  test.each([
    ['Ed25519', ed25519SessionKey],
    ['P-256', p256SessionKey],
  ])('for %s, right or wrong in any bit', (_, make) => {
    fc.assert(
      fc.property(fc.nat(63), fc.nat(7), fc.boolean(), (at, bit, wrong) => {
        const { key, sign } = make()
        const signature = sign(message)
        if (wrong) signature[at] = (signature[at] ?? 0) ^ (1 << bit)
        const said = verifyBySessionKey(key, message, signature)
        expect(said).toBe(verifySessionSignature(key, message, signature))
        expect(said).toBe(!wrong)
      }),
      { numRuns: 40 },
    )
  })

  test('for keys that are none', () => {
    const signature = systemRandom(64)
    const keys = [
      { algorithm: 'ed25519', publicKey: toHex(new Uint8Array(32).fill(0xff)) },
      { algorithm: 'p256', publicKey: toHex(new Uint8Array(65).fill(4)) },
      { algorithm: 'p256', publicKey: toHex(new Uint8Array(65)) },
    ] as const
    for (const key of keys) {
      expect(verifyBySessionKey(key, message, signature)).toBe(false)
      expect(verifySessionSignature(key, message, signature)).toBe(false)
    }
  })
})
