import { keccak256, stringToHex, type Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { authMethodOf, type Identity } from './auth-method-id.ts'
import { authMethodType } from './auth-method-type.ts'

const subject = '108'
const audience = 'app.example'
const contentId: Hex = `0x1220${'AB'.repeat(32)}`

describe('an identity of the ecosystem keeps the id that it has there', () => {
  test.each<[Identity, bigint, string]>([
    [{ kind: 'googleJwt', subject, audience }, 6n, '108:app.example'],
    [{ kind: 'appleJwt', subject, audience }, 8n, '108:app.example'],
    [{ kind: 'google', userId: '108', clientId: 'app' }, 5n, '108:app'],
    [{ kind: 'discord', userId: '7', clientId: '9' }, 4n, '7:9'],
    [{ kind: 'stytchOtp', factor: 'User-1', projectId: 'Project-2' }, 9n, 'user-1:project-2'],
    [{ kind: 'stytchEmail', factor: 'A@b.c', projectId: 'P' }, 10n, 'a@b.c:p'],
    [{ kind: 'stytchSms', factor: '+1', projectId: 'p' }, 11n, '+1:p'],
    [{ kind: 'stytchWhatsApp', factor: '+1', projectId: 'p' }, 12n, '+1:p'],
    [{ kind: 'stytchTotp', factor: 'totp', projectId: 'p' }, 13n, 'totp:p'],
  ])('%o', (identity, type, text) => {
    const id = keccak256(stringToHex(text))
    expect(authMethodOf(identity)).toEqual({ authMethodType: type, id, userPubkey: '0x' })
  })
})

test('an address is itself, however it is written', () => {
  const address = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
  const expected = { authMethodType: 1n, id: address.toLowerCase(), userPubkey: '0x' }
  expect(authMethodOf({ kind: 'address', address })).toEqual(expected)
})

test('an action is its content id, which is a SHA-256 multihash', () => {
  const id = contentId.toLowerCase()
  expect(authMethodOf({ kind: 'action', contentId })).toMatchObject({ authMethodType: 2n, id })
  expect(() => authMethodOf({ kind: 'action', contentId: `0x1220${'ab'.repeat(31)}` })).toThrow(
    'multihash',
  )
  expect(() => authMethodOf({ kind: 'action', contentId: `0x1320${'ab'.repeat(32)}` })).toThrow(
    'multihash',
  )
})

describe('a passkey', () => {
  const passkey = { kind: 'webAuthn', credentialId: '0x01', publicKey: '0xa501' } as const
  const { id, userPubkey } = authMethodOf(passkey)

  test('carries its public key, and is another with another', () => {
    expect(userPubkey).toBe('0xa501')
    expect(authMethodOf({ ...passkey, publicKey: '0xa502' }).id).not.toBe(id)
    expect(authMethodOf({ ...passkey, credentialId: '0x02' }).id).not.toBe(id)
    expect(authMethodOf({ ...passkey, credentialId: '0x01a5', publicKey: '0x01' }).id).not.toBe(id)
  })

  test('has both', () => {
    expect(() => authMethodOf({ ...passkey, publicKey: '0x' })).toThrow('public key')
    expect(() => authMethodOf({ ...passkey, credentialId: '0x' })).toThrow('credential id')
  })
})

describe('a login with any other issuer', () => {
  const login = { kind: 'openId', issuer: 'https://id.example', subject, audience } as const
  const { id } = authMethodOf(login)

  test('is of its issuer', () => {
    expect(authMethodOf({ ...login, issuer: 'https://id.example/' }).id).not.toBe(id)
    expect(authMethodOf({ ...login, subject: '109' }).id).not.toBe(id)
    expect(authMethodOf({ ...login, audience: 'app' }).id).not.toBe(id)
  })

  test('may have colons, which move nothing from one part to the next', () => {
    const left = authMethodOf({ ...login, subject: 'a:b', audience: 'c' })
    const right = authMethodOf({ ...login, subject: 'a', audience: 'b:c' })
    expect(left.id).not.toBe(right.id)
  })

  test.each(['issuer', 'subject', 'audience'])('has an %s', (part) => {
    expect(() => authMethodOf({ ...login, [part]: '' })).toThrow('make the identity')
  })
})

test.each<[string, string]>([
  ['a:b', 'c'],
  ['a', 'b:c'],
  ['', 'c'],
  ['a', ''],
])('two parts that a colon joins are %o and %o to nobody', (subject, audience) => {
  expect(() => authMethodOf({ kind: 'googleJwt', subject, audience })).toThrow('colons')
})

test('no two types have one number', () => {
  const numbers = Object.values(authMethodType)
  expect(new Set(numbers).size).toBe(numbers.length)
})
