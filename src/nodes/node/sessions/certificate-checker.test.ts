import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
import { ed25519SessionKey, p256SessionKey } from '../../../../test/support/session-keys.ts'
import { toHex } from '../../../payloads/encoding/hex.ts'
import {
  sessionId,
  type Certificate,
  type SignedCertificate,
} from '../../../protocol/certificate.ts'
import { bls12381G1 } from '../../../threshold/groups/bls12-381.ts'
import { CertificateChecker } from './certificate-checker.ts'

let world: AuthNodes
let node: AuthNode
let good: SignedCertificate

const checkerOf = (of: AuthNode = node, remembered?: number) =>
  new CertificateChecker({
    nodeSetName: world.name,
    nodeSet: world.nodeSet,
    sessions: of.stores.sessions,
    ...(remembered !== undefined && { remembered }),
  })

beforeAll(() => {
  world = authNodes()
  node = firstOf(world.nodes)
  good = world.certified(testCertificate())
})
afterAll(() => world.close())

test('takes what the network has signed, and names the session', () => {
  const session = checkerOf().check(good, NOW)
  expect(session).toEqual({ id: sessionId(good.certificate), certificate: good.certificate })
})

test('notes a session that others have certified', () => {
  const certificate = testCertificate()
  const id = sessionId(certificate)
  expect(node.stores.sessions.find(id)).toBeUndefined()
  checkerOf().check(world.certified(certificate), NOW)
  expect(node.stores.sessions.find(id)).toMatchObject({ certificate, signatures: 0, ended: false })
})

test('takes one of an earlier epoch, and of a later one once that has come', () => {
  const later = world.certified(testCertificate({ epoch: 1 }))
  expect(() => checkerOf().check(later, NOW)).toThrow(
    protocolError('bad-certificate', { epoch: 0 }),
  )
  world.nodeSet.set({ epoch: 1 })
  expect(() => checkerOf().check(later, NOW)).not.toThrow()
  expect(() => checkerOf().check(good, NOW)).not.toThrow()
  world.nodeSet.set({ epoch: 0 })
})

describe('refuses a certificate', () => {
  const other = `0x04${'11'.repeat(64)}` as const
  test.each<[string, Partial<Certificate>]>([
    ['another session key', { sessionKey: ed25519SessionKey().key }],
    ['another kind of key', { sessionKey: p256SessionKey().key }],
    ['more abilities', { abilities: ['manage', 'sign'] }],
    ['other abilities', { abilities: ['sign-raw'] }],
    ['a limit', { limits: { signatures: 1 } }],
    ['keys', { keys: [other] }],
    ['a later start', { issuedAt: SECONDS - 9 }],
    ['a later end', { expiresAt: SECONDS + 3601 }],
    ['another method', { identity: { authMethodType: '6', id: `0x${'ab'.repeat(20)}` } }],
    ['another identity', { identity: { authMethodType: '1', id: `0x${'ac'.repeat(20)}` } }],
    ['a fresher proof', { provenAt: SECONDS }],
    ['another statement', { statement: `0x${'00'.repeat(32)}` }],
  ])('with %s than was signed', (_, change) => {
    const forged = { ...good, certificate: { ...good.certificate, ...change } }
    expect(() => checkerOf().check(forged, NOW)).toThrow(protocolError('bad-certificate'))
    expect(() => checkerOf().check(good, NOW)).not.toThrow()
  })

  const G1 = bls12381G1
  test.each<[string, () => SignedCertificate['signature']]>([
    ['of another', () => world.certified(testCertificate()).signature],
    ['of zeros', () => `0x${'00'.repeat(48)}`],
    ['of nobody', () => toHex(G1.encodePoint(G1.base))],
    ['at infinity', () => `0xc0${'00'.repeat(47)}`],
    ['off the curve', () => `0x8${'f'.repeat(95)}`],
    ['turned around', () => flipped(good.signature)],
  ])('with a signature %s', (_, signature) => {
    const forged = { ...good, signature: signature() }
    expect(() => checkerOf().check(forged, NOW)).toThrow(protocolError('bad-certificate'))
  })

  test('signed by one node alone, or by another network', () => {
    const strangers = authNodes()
    const foreign = strangers.certified(good.certificate)
    strangers.close()
    expect(() => checkerOf().check(foreign, NOW)).toThrow(protocolError('bad-certificate'))
  })

  test('that a right one was remembered for, where its signature is another', () => {
    const checker = checkerOf()
    checker.check(good, NOW)
    const forged = { ...good, signature: flipped(good.signature) }
    expect(() => checker.check(forged, NOW)).toThrow(protocolError('bad-certificate'))
    expect(() => checker.check(good, NOW)).not.toThrow()
  })

  test('of other nodes', () => {
    const elsewhere = testCertificate({ nodeSet: `eip155:1:0x${'a1'.repeat(20)}` })
    expect(() => checkerOf().check(world.certified(elsewhere), NOW)).toThrow(
      protocolError('wrong-network', { nodeSet: world.name }),
    )
  })

  test('from its last second on, remembered or not', () => {
    const checker = checkerOf()
    const end = good.certificate.expiresAt * 1000
    expect(() => checker.check(good, end - 1)).not.toThrow()
    expect(() => checker.check(good, end)).toThrow(protocolError('session-expired'))
    expect(() => checkerOf().check(good, end)).toThrow(protocolError('session-expired'))
  })

  test('that was ended, by its identity and by no other', () => {
    const certificate = testCertificate()
    const signed = world.certified(certificate)
    const checker = checkerOf()
    checker.check(signed, NOW)
    const { sessions } = node.stores
    const stranger = { authMethodType: '1', id: `0x${'cd'.repeat(20)}` } as const
    sessions.end(sessionId(certificate), stranger, certificate.expiresAt)
    expect(() => checker.check(signed, NOW)).not.toThrow()
    sessions.end(sessionId(certificate), certificate.identity, certificate.expiresAt)
    expect(() => checker.check(signed, NOW)).toThrow(protocolError('session-revoked'))
    expect(() => checkerOf().check(signed, NOW)).toThrow(protocolError('session-revoked'))
  })

  test('that was remembered under another network key', () => {
    const strangers = authNodes()
    const { networkKey } = world.nodeSet.current()
    const checker = checkerOf()
    checker.check(good, NOW)
    world.nodeSet.set({ networkKey: strangers.nodeSet.current().networkKey })
    expect(() => checker.check(good, NOW)).toThrow(protocolError('bad-certificate'))
    world.nodeSet.set({ networkKey })
    expect(() => checker.check(good, NOW)).not.toThrow()
    strangers.close()
  })

  test('before there is a network key', () => {
    const { networkKey } = world.nodeSet.current()
    world.nodeSet.set({ networkKey: '0x' })
    expect(() => checkerOf().check(good, NOW)).toThrow(protocolError('not-ready'))
    world.nodeSet.set({ networkKey })
  })
})

test('what is remembered is bounded, and what is forgotten is verified again', () => {
  const checker = checkerOf(node, 2)
  const all = [good, world.certified(testCertificate()), world.certified(testCertificate())]
  for (let round = 0; round < 2; round += 1) {
    for (const one of all) expect(checker.check(one, NOW).certificate).toEqual(one.certificate)
  }
})

/** The same point with the other y: what a signer of the opposite would have made. */
function flipped(signature: SignedCertificate['signature']): SignedCertificate['signature'] {
  const first = Number.parseInt(signature.slice(2, 4), 16) ^ 0x20
  return `0x${first.toString(16)}${signature.slice(4)}`
}
