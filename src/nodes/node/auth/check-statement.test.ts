import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, test } from 'vitest'
import { NOW, SECONDS, testDeployment, testStatement } from '../../../../test/support/auth-nodes.ts'
import { protocolError } from '../../../../test/support/protocol-errors.ts'
import { ed25519SessionKey, p256SessionKey } from '../../../../test/support/session-keys.ts'
import { toHex } from '../../../payloads/encoding/hex.ts'
import { nodeSetId } from '../../../protocol/deployment.ts'
import { MANAGE_SECONDS, MAX_SESSION_SECONDS, type Statement } from '../../../protocol/statement.ts'
import { checkStatement } from './check-statement.ts'

const nodeSet = nodeSetId(testDeployment)
const check = (change: Partial<Statement>): void =>
  checkStatement(testStatement(change), nodeSet, NOW)

const key = `0x04${'11'.repeat(64)}` as const
const otherKey = `0x04${'22'.repeat(64)}` as const

test.each<[string, Partial<Statement>]>([
  ['by an Ed25519 key', { sessionKey: ed25519SessionKey().key }],
  ['by a P-256 key', { sessionKey: p256SessionKey().key }],
  ['for all abilities', { abilities: ['manage', 'sign', 'sign-raw'], expiresAt: SECONDS + 60 }],
  ['for keys', { keys: [key, otherKey] }],
  ['of five minutes ago', { issuedAt: SECONDS - 300 }],
  ['a minute ahead', { issuedAt: SECONDS + 60 }],
  ['for thirty days', { issuedAt: SECONDS, expiresAt: SECONDS + MAX_SESSION_SECONDS }],
  [
    'to manage for five minutes',
    { abilities: ['manage'], issuedAt: SECONDS, expiresAt: SECONDS + MANAGE_SECONDS },
  ],
])('takes a statement %s', (_, change) => {
  expect(() => check(change)).not.toThrow()
})

test('refuses a statement for other nodes, and says which these are', () => {
  const elsewhere = `eip155:1:0x${'a1'.repeat(20)}`
  expect(() => check({ nodeSet: elsewhere })).toThrow(protocolError('wrong-network', { nodeSet }))
})

test.each<['stale-proof' | 'clock-skew', Partial<Statement>]>([
  ['stale-proof', { issuedAt: SECONDS - 301 }],
  ['stale-proof', { issuedAt: 0, expiresAt: 60 }],
  ['stale-proof', { expiresAt: SECONDS }],
  ['clock-skew', { issuedAt: SECONDS + 61 }],
])('says %s for %o, and what time it is', (code, change) => {
  expect(() => check(change)).toThrow(protocolError(code, { nodeTime: NOW }))
})

describe('refuses a statement', () => {
  test.each<[string, Partial<Statement>]>([
    ['that ends before it begins', { issuedAt: SECONDS + 30, expiresAt: SECONDS + 20 }],
    ['that ends as it begins', { issuedAt: SECONDS + 30, expiresAt: SECONDS + 30 }],
    ['for more than thirty days', { issuedAt: SECONDS, expiresAt: SECONDS + 30 * 86_400 + 1 }],
    [
      'to manage for more than five minutes',
      { abilities: ['manage'], issuedAt: SECONDS, expiresAt: SECONDS + MANAGE_SECONDS + 1 },
    ],
    ['with abilities out of order', { abilities: ['sign', 'manage'], expiresAt: SECONDS + 9 }],
    ['with an ability twice', { abilities: ['sign', 'sign'] }],
    ['with a key twice', { keys: [key, otherKey, key] }],
  ])('%s', (_, change) => {
    expect(() => check(change)).toThrow(protocolError('bad-proof', { reason: 'statement' }))
  })

  const identity = `0x01${'00'.repeat(31)}` as const
  const small = '0xc7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'
  const mixed = toHex(ed25519.Point.BASE.add(ed25519.Point.fromHex(small.slice(2))).toBytes())
  test.each<[string, Statement['sessionKey']]>([
    ['the identity', { algorithm: 'ed25519', publicKey: identity }],
    ['a point of small order', { algorithm: 'ed25519', publicKey: small }],
    ['a point with a part of small order', { algorithm: 'ed25519', publicKey: mixed }],
    ['no point', { algorithm: 'ed25519', publicKey: `0x02${'00'.repeat(31)}` }],
    ['a point written twice as large', { algorithm: 'ed25519', publicKey: `0x${'ff'.repeat(32)}` }],
    ['a point off P-256', { algorithm: 'p256', publicKey: `0x04${'11'.repeat(64)}` }],
    ['the zero of P-256', { algorithm: 'p256', publicKey: `0x04${'00'.repeat(64)}` }],
    ['a hybrid encoding', { algorithm: 'p256', publicKey: hybrid() }],
  ])('whose session key is %s', (_, sessionKey) => {
    expect(() => check({ sessionKey })).toThrow(
      protocolError('bad-proof', { reason: 'session-key' }),
    )
  })
})

/** OpenSSL reads a point with 6 or 7 in front of both coordinates, too. */
function hybrid(): `0x${string}` {
  const { publicKey } = p256SessionKey().key
  const odd = Number.parseInt(publicKey.slice(-1), 16) % 2
  return `0x0${6 + odd}${publicKey.slice(4)}`
}
