import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testDeployment, testStatement } from '../../../../../test/support/auth-nodes.ts'
import {
  authenticator,
  type Assertion,
  type PasskeyAlgorithm,
} from '../../../../../test/support/authenticator.ts'
import { protocolError } from '../../../../../test/support/protocol-errors.ts'
import { fromHex, toHex } from '../../../../payloads/encoding/hex.ts'
import { statementHash } from '../../../../protocol/statement.ts'
import { authMethodOf } from '../../../../registry/auth-method-id.ts'
import { readCoseKey } from './cose-key.ts'
import { verifyPasskey } from './verify-passkey.ts'

const statement = testStatement()
const challenge = statementHash(statement)
const origin = 'https://login.assent.example'
const rpId = 'login.assent.example'
const device = authenticator()

const asserted = (change: Partial<Assertion> = {}) =>
  device.assert({ challenge, rpId, origin, ...change })

const verify = async (proof: ReturnType<typeof asserted>, of = statement) =>
  verifyPasskey({ deployment: testDeployment }, of, proof)

const refused = (reason: string) => protocolError('bad-proof', { reason })

test.each<PasskeyAlgorithm>(['ES256', 'EdDSA', 'RS256'])(
  'a passkey with %s shows who somebody is',
  async (algorithm) => {
    const passkey = authenticator(algorithm)
    const { credentialId, publicKey } = passkey
    const proven = await verify(passkey.assert({ challenge, rpId, origin, counter: 7 }))
    const { id } = authMethodOf({ kind: 'webAuthn', credentialId, publicKey })
    expect(proven).toMatchObject({
      method: 'passkey',
      identity: { authMethodType: '3', id },
      userPubkey: publicKey,
      provenAt: statement.issuedAt,
      counter: 7,
    })
  },
)

test.each<[string, Partial<Assertion>]>([
  ['is backed up', { flags: 0x1d }],
  ['may be backed up', { flags: 0x0d }],
  ['says more', { flags: 0x85, extensions: Uint8Array.of(0xa0) }],
  ['has a browser that says more', { clientData: { androidPackageName: 'x' } }],
  ['has a browser that is silent about frames', { clientData: { crossOrigin: undefined } }],
])('a passkey that %s is as good', async (_, change) => {
  await expect(verify(asserted(change))).resolves.toBeDefined()
})

test('another passkey, or another key of the same name, is somebody else', async () => {
  const ids = await Promise.all(
    [device, authenticator('ES256', '0x09'), authenticator()].map(async (one) => {
      const { identity } = await verify(one.assert({ challenge, rpId, origin }))
      return identity.id
    }),
  )
  expect(new Set(ids).size).toBe(3)
})

describe('refuses what a browser says', () => {
  const other = Buffer.from(fromHex(statementHash(testStatement()))).toString('base64url')
  const own = Buffer.from(fromHex(challenge)).toString('base64url')
  test.each<[string, Record<string, unknown>]>([
    ['client-data', { type: 'webauthn.create' }],
    ['client-data', { type: 'payment.get' }],
    ['client-data', { type: undefined }],
    ['client-data', { type: ['webauthn.get'] }],
    ['challenge', { challenge: other }],
    ['challenge', { challenge: '' }],
    ['challenge', { challenge: `${own}=` }],
    ['challenge', { challenge }],
    ['challenge', { challenge: undefined }],
    ['challenge', { challenge: own.slice(0, -1) }],
    ['origin', { origin: 'https://evil.example' }],
    ['origin', { origin: 'http://login.assent.example' }],
    ['origin', { origin: 'https://login.assent.example:8443' }],
    ['origin', { origin: 'https://login.assent.example/' }],
    ['origin', { origin: 'https://login.assent.example.evil.example' }],
    ['origin', { origin: 'https://LOGIN.assent.example' }],
    ['origin', { origin: 'null' }],
    ['origin', { origin: undefined }],
    ['origin', { origin: [origin] }],
    ['origin', { crossOrigin: true }],
    ['origin', { crossOrigin: 'false' }],
    ['origin', { crossOrigin: true, topOrigin: origin }],
    ['origin', { topOrigin: 'https://evil.example' }],
  ])('%s: %o', async (reason, clientData) => {
    await expect(verify(asserted({ clientData }))).rejects.toThrow(refused(reason))
  })

  test.each([
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['nothing', ''],
    ['a key twice', `{"type":"webauthn.get","type":"webauthn.get"}`],
    ['a byte order mark', '\uFEFF{}'],
    ['two documents', '{}{}'],
  ])('%s', async (_, clientText) => {
    await expect(verify(asserted({ clientText }))).rejects.toThrow(refused('client-data'))
  })
})

describe('refuses what an authenticator says', () => {
  test.each<[string, Partial<Assertion>]>([
    ['relying-party', { rpId: 'evil.example' }],
    ['relying-party', { rpId: 'assent.example' }],
    ['relying-party', { rpId: 'https://login.assent.example' }],
    ['user-verification', { flags: 0x00 }],
    ['user-verification', { flags: 0x01 }],
    ['user-verification', { flags: 0x04 }],
    ['authenticator-data', { flags: 0x07 }],
    ['authenticator-data', { flags: 0x25 }],
    ['authenticator-data', { flags: 0x45 }],
    ['authenticator-data', { flags: 0x15 }],
    ['authenticator-data', { flags: 0x85 }],
    ['authenticator-data', { extensions: Uint8Array.of(0xa0) }],
  ])('%s: %o', async (reason, change) => {
    await expect(verify(asserted(change))).rejects.toThrow(refused(reason))
  })

  test('extensions that do not read', async () => {
    const proof = asserted({ flags: 0x85, extensions: Uint8Array.of(0xa1, 0x00) })
    await expect(verify(proof)).rejects.toThrow(refused('signature'))
  })

  test.each([0, 1, 36])('%i bytes', async (length) => {
    const proof = { ...asserted(), authenticatorData: toHex(new Uint8Array(length)) }
    await expect(verify(proof)).rejects.toThrow(refused('authenticator-data'))
  })
})

describe('refuses a signature', () => {
  const good = asserted()
  test.each<[string, Partial<typeof good>]>([
    ['of another passkey', { publicKey: authenticator().publicKey }],
    ['of an earlier sign-in', { authenticatorData: asserted({ counter: 9 }).authenticatorData }],
    ['of nothing', { signature: '0x' }],
    ['of zeros', { signature: `0x${'00'.repeat(70)}` }],
    ['of zero and zero', { signature: '0x3006020100020100' }],
    ['with something behind', { signature: `${good.signature}00` }],
  ])('%s', async (_, change) => {
    await expect(verify(good)).resolves.toBeDefined()
    await expect(verify({ ...good, ...change })).rejects.toThrow(refused('signature'))
  })

  test('for another statement', async () => {
    await expect(verify(good, testStatement())).rejects.toThrow(refused('challenge'))
  })
})

test('a passkey without a name is none', async () => {
  await expect(verify({ ...asserted(), credentialId: '0x' })).rejects.toThrow(refused('credential'))
})

test('a deployment without a domain has no passkeys', async () => {
  const { passkey: _, ...deployment } = testDeployment
  await expect(verifyPasskey({ deployment }, statement, asserted())).rejects.toThrow(
    refused('method-not-offered'),
  )
})

describe('a public key has one encoding', () => {
  const cose = device.publicKey.slice(2)
  const [x, y] = [cose.slice(20, 84), cose.slice(90)]
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({
    format: 'jwk',
  })
  const modulus = Buffer.from(small.n ?? '', 'base64url').toString('hex')
  const okp = authenticator('EdDSA').publicKey.slice(2)
  test.each([
    ['nothing', ''],
    ['something behind', `${cose}00`],
    ['something missing', cose.slice(0, -2)],
    ['another order', `a5010220032601215820${x}225820${y}`],
    ['a long form of a small number', cose.replace('a50102', 'a5011802')],
    ['an indefinite map', `bf${cose.slice(2)}ff`],
    ['another algorithm', cose.replace('0326', '0338')],
    ['another curve', cose.replace('2001', '2002')],
    ['a compressed point', `a50102032620012158 20${x}22f5`.replace(' ', '')],
    ['a point off the curve', cose.replace(x, y)],
    ['a point of zeros', cose.replace(x, '00'.repeat(32)).replace(y, '00'.repeat(32))],
    ['one more field', cose.replace('a5', 'a6').concat('0400')],
    ['a short RSA key', `a4010303390100205880${modulus}2143010001`],
    [
      'an RSA key with leading zeros',
      `a401030339010020590100${'00'.repeat(128)}${modulus}2143010001`,
    ],
    ['an Ed25519 key with another algorithm', okp.replace('0327', '0326')],
  ])('and is refused as %s', (_, encoded) => {
    expect(() => readCoseKey(fromHex(`0x${cose}`))).not.toThrow()
    expect(() => readCoseKey(Buffer.from(encoded, 'hex'))).toThrow(refused('credential'))
  })
})
