import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  authNodes,
  firstOf,
  NOW,
  SECONDS,
  testStatement,
  type AuthNodes,
} from '../../../../../test/support/auth-nodes.ts'
import { protocolError } from '../../../../../test/support/protocol-errors.ts'
import {
  encode,
  jwkOf,
  signingKey,
  signToken,
  startTokenIssuer,
  type SigningKey,
  type TokenIssuer,
} from '../../../../../test/support/token-issuer.ts'
import { statementHash, type Statement } from '../../../../protocol/statement.ts'
import { authMethodOf } from '../../../../registry/auth-method-id.ts'
import { verifyProof } from '../verify-proof.ts'

const client = 'wallet.example'
const google = 'https://accounts.google.com'
const apple = 'https://appleid.apple.com'

const rsa = signingKey('RS256', 'rsa-1')
const ec = signingKey('ES256', 'ec-1')
const okp = signingKey('EdDSA', 'okp-1')
const stranger = signingKey('RS256', 'rsa-1')
const forEncryption = signingKey('RS256', 'enc-1')

let provider: TokenIssuer
let world: AuthNodes

beforeAll(async () => {
  provider = await startTokenIssuer()
  provider.serve([...[rsa, ec, okp].map(jwkOf), { ...jwkOf(forEncryption), use: 'enc' }])
  const { issuer } = provider
  const jwksUrl = `${issuer}/keys`
  world = authNodes({
    deployment: {
      identityProviders: [
        { name: 'House', kind: 'openId', issuer, clientIds: [client, 'second.example'] },
        { name: 'Google', kind: 'google', issuer: google, clientIds: [client], jwksUrl },
        { name: 'Apple', kind: 'apple', issuer: apple, clientIds: [client], jwksUrl },
        { name: 'No Google', kind: 'google', issuer: 'https://evil.example', clientIds: [client] },
      ],
    },
  })
})
afterAll(async () => {
  world.close()
  await provider.stop()
})

const statement = testStatement()
const nonce = statementHash(statement)

type Parts = Record<string, unknown>

const headerOf = (key: SigningKey, change: Parts = {}): Parts => ({
  alg: key.alg,
  kid: key.kid,
  typ: 'JWT',
  ...change,
})

const claimsOf = (change: Parts = {}): Parts => ({
  iss: provider.issuer,
  aud: client,
  sub: 'ada',
  iat: SECONDS - 5,
  exp: SECONDS + 3600,
  nonce,
  ...change,
})

const token = (change: Parts = {}, key = rsa, header: Parts = {}): string =>
  signToken(key, headerOf(key, header), claimsOf(change))

const verify = async (text: string, of: Statement = statement, now = NOW) =>
  verifyProof(firstOf(world.nodes).auth, of, { kind: 'openid', token: text }, now)

const idOf = (identity: Parameters<typeof authMethodOf>[0]) => {
  const { authMethodType, id } = authMethodOf(identity)
  return { authMethodType: authMethodType.toString(), id }
}

describe('a token of a provider of the deployment', () => {
  test.each([rsa, ec, okp])('shows who somebody is, signed by $alg', async (key) => {
    const proven = await verify(token({}, key))
    const { issuer } = provider
    expect(proven).toMatchObject({
      method: 'openid',
      identity: idOf({ kind: 'openId', issuer, subject: 'ada', audience: client }),
      userPubkey: '0x',
      provenAt: SECONDS - 5,
    })
  })

  test.each([google, 'accounts.google.com'])('is Google’s where it says %s', async (iss) => {
    const { identity } = await verify(token({ iss, sub: '108' }))
    expect(identity).toEqual(idOf({ kind: 'googleJwt', subject: '108', audience: client }))
  })

  test('is Apple’s, with the type that Apple has', async () => {
    const { identity } = await verify(token({ iss: apple, sub: '001.ab' }))
    expect(identity).toEqual(idOf({ kind: 'appleJwt', subject: '001.ab', audience: client }))
  })

  test.each<[string, Parts]>([
    ['one audience in a list', { aud: [client] }],
    ['another of the clients', { aud: 'second.example' }],
    ['the party that it was issued to', { azp: client }],
    ['a clock five minutes ahead', { iat: SECONDS + 300 }],
    ['an issue five minutes ago', { iat: SECONDS - 300 }],
    ['a start that was', { nbf: SECONDS - 1 }],
    [
      'what else a provider says',
      { email: 'a@b.c', email_verified: true, groups: ['x', { y: 1 }] },
    ],
    ['a subject with a colon', { sub: 'idp:ada|1' }],
  ])('may have %s', async (_, change) => {
    await expect(verify(token(change))).resolves.toMatchObject({ method: 'openid' })
  })

  test('need not say its type', async () => {
    await expect(verify(token({}, rsa, { typ: undefined }))).resolves.toBeDefined()
  })

  test('is as old as the login that it repeats', async () => {
    await expect(verify(token({ auth_time: SECONDS - 900 }))).resolves.toMatchObject({
      provenAt: SECONDS - 900,
    })
    await expect(verify(token({ auth_time: SECONDS }))).resolves.toMatchObject({
      provenAt: SECONDS - 5,
    })
  })

  test('must be from a login of now where the session is to manage', async () => {
    const managing = testStatement({ abilities: ['manage'], expiresAt: SECONDS + 200 })
    const own = { nonce: statementHash(managing) }
    await expect(
      verify(token({ ...own, auth_time: SECONDS - 300 }), managing),
    ).resolves.toBeDefined()
    await expect(verify(token({ ...own, auth_time: SECONDS - 301 }), managing)).rejects.toThrow(
      protocolError('stale-proof'),
    )
  })

  test('is another proof with other claims, and the same however it is signed', async () => {
    const [one, again, other] = await Promise.all(
      [token({}, ec), token({}, ec), token({ jti: '2' }, ec)].map(async (text) => verify(text)),
    )
    expect(one?.proofId).toBe(again?.proofId)
    expect(other?.proofId).not.toBe(one?.proofId)
  })
})

describe('claims that are refused', () => {
  const nothing = undefined
  test.each<[string, Parts]>([
    ['issuer', { iss: 'https://evil.example' }],
    ['issuer', { iss: nothing }],
    ['issuer', { iss: 'https://unknown.example' }],
    ['issuer', { iss: 'http://accounts.google.com' }],
    ['issuer', { iss: 'https://accounts.google.com/' }],
    ['issuer', { iss: 'https://accounts.google.com.evil.example' }],
    ['issuer', { iss: [google] }],
    ['issuer', { iss: 'appleid.apple.com' }],
    ['issuer', { iss: 'HTTPS://accounts.google.com' }],
    ['audience', { aud: 'other.example' }],
    ['audience', { aud: nothing }],
    ['audience', { aud: [] }],
    ['audience', { aud: '' }],
    ['audience', { aud: [client, 'other.example'] }],
    ['audience', { aud: [client, client] }],
    ['audience', { aud: { 0: client } }],
    ['audience', { aud: client.toUpperCase() }],
    ['audience', { azp: 'other.example' }],
    ['audience', { azp: '' }],
    ['audience', { azp: [client] }],
    ['audience', { iss: google, aud: 'second.example' }],
    ['subject', { sub: nothing }],
    ['subject', { sub: '' }],
    ['subject', { sub: 7 }],
    ['subject', { sub: ['ada'] }],
    ['subject', { sub: 'a'.repeat(256) }],
    ['subject', { sub: 'аda' }],
    ['subject', { sub: 'ada\u0000' }],
    ['subject', { sub: 'ada ' }],
    ['subject', { iss: google, sub: '1:2' }],
    ['nonce', { nonce: nothing }],
    ['nonce', { nonce: '' }],
    ['nonce', { nonce: [nonce] }],
    ['nonce', { nonce: nonce.slice(2) }],
    ['nonce', { nonce: nonce.toUpperCase() }],
    ['nonce', { nonce: `${nonce} ` }],
    ['nonce', { nonce: statementHash(testStatement()) }],
    ['time', { exp: nothing }],
    ['time', { iat: nothing }],
    ['time', { exp: String(SECONDS + 60) }],
    ['time', { iat: -1 }],
    ['time', { iat: true }],
    ['time', { exp: 1e15 }],
    ['time', { nbf: 'now' }],
    ['time', { auth_time: 'now' }],
    ['token-form', { exp: SECONDS + 0.5 }],
    ['token-form', { iat: SECONDS - 0.5 }],
  ])('%s: %o', async (reason, change) => {
    await expect(verify(token(change))).rejects.toThrow(protocolError('bad-proof', { reason }))
  })

  test.each<['stale-proof' | 'clock-skew', Parts]>([
    ['stale-proof', { exp: SECONDS }],
    ['stale-proof', { exp: SECONDS - 3600 }],
    ['stale-proof', { exp: 0 }],
    ['stale-proof', { iat: SECONDS - 301 }],
    ['stale-proof', { iat: 0 }],
    ['clock-skew', { iat: SECONDS + 301 }],
    ['clock-skew', { nbf: SECONDS + 61 }],
  ])('%s: %o', async (code, change) => {
    await expect(verify(token(change))).rejects.toThrow(protocolError(code))
  })
})

describe('headers that are refused', () => {
  const { privateKey: _, ...own } = stranger
  test.each<[string, SigningKey, Parts]>([
    ['algorithm', rsa, { alg: 'none' }],
    ['algorithm', rsa, { alg: 'None' }],
    ['algorithm', rsa, { alg: 'HS256' }],
    ['algorithm', rsa, { alg: 'RS384' }],
    ['algorithm', rsa, { alg: 'RS512' }],
    ['algorithm', rsa, { alg: 'PS256' }],
    ['algorithm', rsa, { alg: 'rs256' }],
    ['algorithm', ec, { alg: 'ES256K' }],
    ['algorithm', ec, { alg: 'ES384' }],
    ['algorithm', rsa, { alg: ['RS256'] }],
    ['algorithm', rsa, { alg: undefined }],
    ['token-header', rsa, { jwk: own.publicKey.export({ format: 'jwk' }) }],
    ['token-header', rsa, { jku: 'https://evil.example/keys' }],
    ['token-header', rsa, { x5u: 'https://evil.example/cert' }],
    ['token-header', rsa, { x5c: ['MII'] }],
    ['token-header', rsa, { crit: ['exp'] }],
    ['token-header', rsa, { crit: [] }],
    ['token-header', rsa, { b64: false }],
    ['token-header', rsa, { zip: 'DEF' }],
    ['token-header', rsa, { enc: 'A128GCM' }],
    ['token-header', rsa, { typ: 'at+jwt' }],
    ['token-header', rsa, { typ: 'jwt' }],
    ['token-header', rsa, { typ: 1 }],
    ['token-header', rsa, { kid: undefined }],
    ['token-header', rsa, { kid: '' }],
    ['token-header', rsa, { kid: 1 }],
    ['token-header', rsa, { kid: 'x'.repeat(201) }],
    ['unknown-key', rsa, { kid: 'RSA-1' }],
    ['unknown-key', rsa, { kid: '../rsa-1' }],
    ['unknown-key', rsa, { kid: 'ec-1' }],
    ['unknown-key', rsa, { kid: 'enc-1' }],
    ['unknown-key', rsa, { alg: 'ES256' }],
    ['unknown-key', ec, { alg: 'RS256' }],
  ])('%s: $alg %o', async (reason, key, change) => {
    const text = signToken(key, headerOf(key, change), claimsOf())
    await expect(verify(text)).rejects.toThrow(protocolError('bad-proof', { reason }))
  })
})

describe('signatures that are refused', () => {
  test('another’s, under the provider’s name for a key', async () => {
    await expect(verify(token({}, stranger))).rejects.toThrow(
      protocolError('bad-proof', { reason: 'signature' }),
    )
    await expect(verify(token({}, rsa))).resolves.toBeDefined()
  })

  test('an HMAC by the public key, as if it were a secret', async () => {
    const input = `${encode(headerOf(rsa))}.${encode(claimsOf())}`
    const secret = rsa.publicKey.export({ format: 'pem', type: 'spki' })
    const text = `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
    await expect(verify(text)).rejects.toThrow(protocolError('bad-proof', { reason: 'signature' }))
  })

  test.each([0, 1, 255])('of %i bytes', async (length) => {
    const text = token({}, rsa).replace(/[^.]*$/, Buffer.alloc(length).toString('base64url'))
    const reason = length === 0 ? 'token-form' : 'signature'
    await expect(verify(text)).rejects.toThrow(protocolError('bad-proof', { reason }))
  })

  test('an ECDSA signature of zeros, and one in DER', async () => {
    const input = token({}, ec).replace(/[^.]*$/, '')
    const zeros = `${input}${Buffer.alloc(64).toString('base64url')}`
    const der = `${input}${Buffer.from('3006020101020101', 'hex').toString('base64url')}`
    for (const text of [zeros, der]) {
      await expect(verify(text)).rejects.toThrow(
        protocolError('bad-proof', { reason: 'signature' }),
      )
    }
  })

  test('claims or a header that were changed after signing', async () => {
    const [header = '', , signature = ''] = token().split('.')
    const claims = encode(claimsOf({ sub: 'eve' }))
    await expect(verify(`${header}.${claims}.${signature}`)).rejects.toThrow(
      protocolError('bad-proof', { reason: 'signature' }),
    )
  })

  test('any bit that is another, whichever it is', async () => {
    const good = Buffer.from(token(), 'latin1')
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.integer({ min: 0, max: 6 }), async (at, bit) => {
        const bad = Buffer.from(good)
        bad.writeUInt8(bad.readUInt8(at) ^ (1 << bit), at)
        await expect(verify(bad.toString('latin1'))).rejects.toMatchObject({
          name: 'ProtocolError',
        })
      }),
      { numRuns: 60 },
    )
  })
})

describe('a token has one spelling', () => {
  const respelled: [string, (text: string) => string][] = [
    ['padding', (text) => `${text}=`],
    ['two of padding', (text) => `${text}==`],
    ['padding inside', (text) => text.replace('.', '=.')],
    ['a space', (text) => `${text} `],
    ['a space before', (text) => ` ${text}`],
    ['a newline', (text) => `${text}\n`],
    ['a newline inside', (text) => `${text.slice(0, 40)}\n${text.slice(40)}`],
    ['a tab', (text) => text.replace('.', '\t.')],
    ['the other alphabet', (text) => text.replaceAll('-', '+').replaceAll('_', '/')],
    ['a fourth part', (text) => `${text}.e30`],
    ['five parts', (text) => `${text}.e30.e30`],
    ['two parts', (text) => text.replace(/[.][^.]*$/, '')],
    ['no claims', (text) => text.replace(/[.][^.]*[.]/, '..')],
    ['a name before', (text) => `Bearer ${text}`],
    ['quotes', (text) => `"${text}"`],
    ['a zero byte', (text) => `${text}\u0000`],
    ['a last character with other spare bits', spareBits],
    ['a character beyond the alphabet', (text) => `${text}!`],
  ]
  test.each(respelled)('and is refused with %s', async (_, spell) => {
    const text = token({ pad: '????>>>>' })
    expect(spell(text)).not.toBe(text)
    await expect(verify(text)).resolves.toBeDefined()
    await expect(verify(spell(text))).rejects.toThrow(
      protocolError('bad-proof', { reason: 'token-form' }),
    )
  })

  test.each([
    ['twice the same claim', (text: string) => text.replace('{', '{"sub":"eve",')],
    ['a nested claim twice', (text: string) => text.replace('{', '{"a":{"b":1,"b":2},')],
    ['something behind', (text: string) => `${text}{}`],
    ['a comment', (text: string) => text.replace('{', '{/**/')],
    ['a prototype', (text: string) => text.replace('{', '{"__proto__":{},')],
    ['a list', (text: string) => `[${text}]`],
    ['a text', () => '"claims"'],
    ['nothing', () => 'null'],
    ['half a character', (text: string) => text.replace('{', String.raw`{"a":"\ud800",`)],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['depth', (text: string) => text.replace('{', `{"a":${'['.repeat(9)}${']'.repeat(9)},`)],
  ])('so claims with %s are refused, though they are signed', async (_, spell) => {
    const text = JSON.stringify(claimsOf())
    await expect(verify(signToken(rsa, headerOf(rsa), text))).resolves.toBeDefined()
    await expect(verify(signToken(rsa, headerOf(rsa), spell(text)))).rejects.toThrow(
      protocolError('bad-proof', { reason: 'token-form' }),
    )
  })

  test('so a header that names its algorithm twice is refused', async () => {
    const header = JSON.stringify(headerOf(rsa)).replace('{', '{"alg":"none",')
    await expect(verify(signToken(rsa, header, claimsOf()))).rejects.toThrow(
      protocolError('bad-proof', { reason: 'token-form' }),
    )
  })

  test('and bytes that are no UTF-8 are no claims', async () => {
    const [header = ''] = token().split('.')
    const bad = Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')
    await expect(verify(`${header}.${bad}.AAAA`)).rejects.toThrow(
      protocolError('bad-proof', { reason: 'token-form' }),
    )
  })
})

/** Another character that decodes to the same bytes: 256 bytes leave four bits over. */
function spareBits(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = alphabet.indexOf(text.slice(-1))
  return `${text.slice(0, -1)}${alphabet.charAt(last ^ 1)}`
}

test('what costs nothing is judged before the provider is asked', async () => {
  const before = provider.asked()
  const fresh = authNodes({ deployment: firstOf(world.nodes).auth.deployment })
  try {
    const { auth } = firstOf(fresh.nodes)
    const proof = { kind: 'openid', token: token({ nonce: '0x' }) } as const
    await expect(verifyProof(auth, statement, proof, NOW)).rejects.toThrow(
      protocolError('bad-proof', { reason: 'nonce' }),
    )
    expect(provider.asked()).toBe(before)
  } finally {
    fresh.close()
  }
})
