import { createSiweMessage } from 'viem/siwe'
import { describe, expect, test } from 'vitest'
import { toHex } from '../../../payloads/encoding/hex.ts'
import { textToBytes } from '../../../payloads/encoding/text.ts'
import { readMessage } from './read-message.ts'
import { readSiwe } from './read-siwe.ts'

const account = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const base = {
  domain: 'shop.example',
  address: account,
  uri: 'https://shop.example/login',
  version: '1',
  chainId: 1,
  nonce: 'abcdef123456',
  issuedAt: new Date('2026-11-21T10:00:00.000Z'),
} as const
const good = createSiweMessage({ ...base, statement: 'Let me in.' })

describe('a sign-in', () => {
  test('is read', () => {
    expect(readSiwe(good)).toEqual({
      siwe: {
        domain: 'shop.example',
        address: account,
        statement: 'Let me in.',
        uri: 'https://shop.example/login',
        chainId: '0x1',
        nonce: 'abcdef123456',
        issuedAt: '2026-11-21T10:00:00.000Z',
        resources: [],
      },
    })
  })
  test('may have all there is', () => {
    const whole = createSiweMessage({
      ...base,
      scheme: 'https',
      domain: 'shop.example:8443',
      expirationTime: new Date('2026-11-22T10:00:00.000Z'),
      notBefore: new Date('2026-11-20T10:00:00.000Z'),
      requestId: 'seven',
      resources: ['ipfs://abc', 'https://shop.example/terms'],
    })
    expect(readSiwe(whole)).toMatchObject({
      siwe: {
        scheme: 'https',
        domain: 'shop.example:8443',
        expirationTime: '2026-11-22T10:00:00.000Z',
        notBefore: '2026-11-20T10:00:00.000Z',
        resources: ['ipfs://abc', 'https://shop.example/terms'],
      },
    })
  })
  test('may have no statement, and no line in its place', () => {
    const none = createSiweMessage(base)
    const { siwe } = readSiwe(none) as { siwe: object }
    expect(siwe).not.toHaveProperty('statement')
    expect(readSiwe(none.replace('\n\n\n', '\n\n'))).toEqual({ siwe })
  })
  test('stands beside its text', () => {
    const read = readMessage(toHex(textToBytes(good)))
    expect(read).toMatchObject({ text: good, siwe: { domain: 'shop.example' } })
    expect(readMessage(toHex(textToBytes('Hello')))).toEqual({ text: 'Hello' })
    expect(readMessage('0xff00')).toEqual({})
  })
})

describe('what only looks like a sign-in', () => {
  test.each([
    ['another first line', good.replace('Ethereum account:', 'Ethereum account!')],
    ['spaces in it', good.replace('wants you', 'wants  you')],
    ['other letters', good.replace('wants you to', 'WANTS YOU TO')],
    ['a path behind the site', good.replace('shop.example wants', 'shop.example/x wants')],
    ['no account', good.replace(account, 'me')],
    ['an account with a typing error', good.replace(account, account.replace('f39F', 'F39F'))],
    ['another version', good.replace('Version: 1', 'Version: 2')],
    ['no chain', good.replace('Chain ID: 1\n', '')],
    ['a chain that is no number', good.replace('Chain ID: 1', 'Chain ID: one')],
    ['a short nonce', good.replace('abcdef123456', 'abc')],
    ['no time', good.replace('2026-11-21T10:00:00.000Z', 'now')],
    ['a day that is none', good.replace('2026-11-21', '2026-13-41')],
    ['lines in another order', good.replace(/(Version: 1)\n(Chain ID: 1)/, '$2\n$1')],
    ['two lines of statement', good.replace('Let me in.', 'Let me in.\nPlease.')],
    ['more behind it', `${good}\nGive me all`],
    ['Windows line ends', good.replaceAll('\n', '\r\n')],
  ])('has %s', (_, text) => {
    expect(text).not.toBe(good)
    expect(readSiwe(text)).toHaveProperty('malformed')
  })
  test('names the site, where one can be made out', () => {
    expect(readSiwe(good.replace('Version: 1', 'Version: 2'))).toMatchObject({
      domain: 'shop.example',
    })
  })
  test('and what is none at all is none', () => {
    expect(readSiwe('The shop wants you to sign in.')).toBeUndefined()
  })
})
