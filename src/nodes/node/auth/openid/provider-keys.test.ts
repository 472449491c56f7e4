import { generateKeyPairSync } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { protocolError } from '../../../../../test/support/protocol-errors.ts'
import {
  jwkOf,
  signingKey,
  startTokenIssuer,
  type TokenIssuer,
} from '../../../../../test/support/token-issuer.ts'
import { fetchJson } from './fetch-json.ts'
import { mayHoldKeys } from './fetch-provider-keys.ts'
import { readProviderKeys } from './provider-key.ts'
import { ProviderKeys } from './provider-keys.ts'

const first = signingKey('ES256', 'first')
const second = signingKey('ES256', 'second')
const wanted = (kid: string) => ({ kid, algorithm: 'ES256' as const })

let provider: TokenIssuer
let time: number
let keys: ProviderKeys
const reported: string[] = []

beforeEach(async () => {
  provider = await startTokenIssuer()
  time = 1_000_000
  reported.length = 0
  keys = new ProviderKeys({
    clock: () => time,
    report: (_, error) => reported.push(error instanceof Error ? error.message : 'odd'),
  })
})
afterEach(async () => provider.stop())

const find = async (kid: string) =>
  keys.find({ name: 'House', issuer: provider.issuer }, wanted(kid))

const unknown = protocolError('bad-proof', { reason: 'unknown-key' })
const unavailable = protocolError('provider-unavailable')

test('keys are fetched once, and held for an hour where nothing is said', async () => {
  provider.serve([jwkOf(first)])
  await Promise.all([find('first'), find('first'), find('first')])
  time += 3_599_000
  await find('first')
  expect(provider.asked()).toBe(1)
  time += 1000
  await find('first')
  expect(provider.asked()).toBe(2)
})

test.each([
  ['max-age=7200', 7200],
  ['public, max-age=7200, must-revalidate', 7200],
  ['max-age=1', 300],
  ['no-store', 300],
  ['no-cache, max-age=7200', 300],
  ['max-age=999999', 86_400],
  ['s-maxage=10', 3600],
  ['max-age=soon', 3600],
])('%s holds them for %i seconds', async (control, seconds) => {
  provider.serve([jwkOf(first)], { 'cache-control': control })
  await find('first')
  time += seconds * 1000 - 1
  await find('first')
  expect(provider.asked()).toBe(1)
  time += 1
  await find('first')
  expect(provider.asked()).toBe(2)
})

test('what was on its way for an hour is an hour older', async () => {
  provider.serve([jwkOf(first)], { 'cache-control': 'max-age=7200', age: '3600' })
  await find('first')
  time += 3_600_000
  await find('first')
  expect(provider.asked()).toBe(2)
})

describe('a key that is not held', () => {
  beforeEach(async () => {
    provider.serve([jwkOf(first)])
    await find('first')
  })

  test('is looked for, and found where the provider has changed keys', async () => {
    provider.serve([jwkOf(first), jwkOf(second)])
    await expect(find('second')).rejects.toThrow(unknown)
    time += 60_000
    await expect(find('second')).resolves.toBeDefined()
    expect(provider.asked()).toBe(2)
  })

  test('is looked for once a minute, whatever a thousand tokens name', async () => {
    for (let minute = 0; minute < 3; minute += 1) {
      const asked = Array.from({ length: 1000 }, async (_, i) => find(`flood ${minute} ${i}`))
      const answers = await Promise.allSettled(asked)
      expect(answers.every(({ status }) => status === 'rejected')).toBe(true)
      expect(provider.asked()).toBe(1 + minute)
      time += 60_000
    }
    await expect(find('first')).resolves.toBeDefined()
  })

  test('says when to come again', async () => {
    time += 20_000
    await expect(find('second')).rejects.toMatchObject({ retryAfter: 40 })
  })

  test('takes along what is gone: a key that was removed is not taken any more', async () => {
    provider.serve([jwkOf(second)])
    time += 60_000
    await find('second')
    await expect(find('first')).rejects.toThrow(unknown)
  })
})

describe('while the provider is down', () => {
  beforeEach(async () => {
    provider.serve([jwkOf(first)], { 'cache-control': 'max-age=600' })
    await find('first')
    provider.answer((_, response) => response.writeHead(500).end())
  })

  test('held keys serve until they are too old, and then nobody is believed', async () => {
    time += 599_999
    await expect(find('first')).resolves.toBeDefined()
    time += 1
    await expect(find('first')).rejects.toThrow(unavailable)
    provider.serve([jwkOf(first)])
    time += 5000
    await expect(find('first')).resolves.toBeDefined()
  })

  test('it is left alone for some seconds after each failure', async () => {
    time += 600_000
    await expect(find('first')).rejects.toThrow(unavailable)
    const asked = provider.asked()
    await expect(find('first')).rejects.toThrow(unavailable)
    expect(provider.asked()).toBe(asked)
  })

  test('an unknown key is nobody’s fault, and held keys go on', async () => {
    time += 60_000
    await expect(find('second')).rejects.toThrow(unavailable)
    await expect(find('second')).rejects.toThrow(unavailable)
    await expect(find('first')).resolves.toBeDefined()
  })
})

describe('what no provider answers is taken for no answer', () => {
  const tooLarge = JSON.stringify({ keys: [jwkOf(first)], fill: 'x'.repeat(70_000) })
  test.each<[string, Parameters<TokenIssuer['answer']>[0], string]>([
    ['an error', (_, response) => response.writeHead(503).end(), 'answered 503'],
    ['no content', (_, response) => response.writeHead(204).end(), 'answered 204'],
    ['no JSON', (_, response) => response.end('<html>'), 'JSON'],
    ['no keys', (_, response) => response.end('{}'), 'keys'],
    ['more than 64 kB', (_, response) => response.end(tooLarge), 'bytes'],
    [
      'more than fifty keys',
      (_, response) => response.end(JSON.stringify({ keys: Array.from({ length: 51 }, () => 1) })),
      'keys',
    ],
    [
      'another origin',
      (_, response) => response.writeHead(302, { location: 'http://localhost:1/keys' }).end(),
      'another origin',
    ],
    [
      'a place without encryption',
      (_, response) => response.writeHead(302, { location: 'http://evil.example/keys' }).end(),
      'without encryption',
    ],
    [
      'itself, again and again',
      (_, response) => response.writeHead(302, { location: '/keys' }).end(),
      'circles',
    ],
    ['nothing, for longer than we wait', () => {}, 'timeout'],
    ['a cut', (_, response) => response.destroy(), 'fetch failed'],
  ])('%s', async (_, answering, said) => {
    provider.answer(answering)
    await expect(find('first')).rejects.toThrow(unavailable)
    expect(reported.join()).toContain(said)
  })

  test('but a redirect within the provider is followed', async () => {
    provider.answer((request, response) => {
      if (request.url === '/keys') response.writeHead(307, { location: '/new-keys' }).end()
      else response.end(JSON.stringify({ keys: [jwkOf(first)] }))
    })
    await expect(find('first')).resolves.toBeDefined()
  })
})

test('a provider that calls itself something else is not asked for keys', async () => {
  provider.serve([jwkOf(first)])
  const issuer = provider.issuer.replace('127.0.0.1', 'localhost')
  await expect(keys.find({ name: 'House', issuer }, wanted('first'))).rejects.toThrow(unavailable)
  expect(reported.join()).toContain('something else')
})

test('keys are where the deployment says, if it says', async () => {
  provider.serve([jwkOf(first)])
  const found = keys.find(
    { name: 'Far', issuer: 'https://far.example', jwksUrl: `${provider.issuer}/keys` },
    wanted('first'),
  )
  await expect(found).resolves.toBeDefined()
})

test.each([
  ['https://far.example', 'https://keys.example/', true],
  ['http://127.0.0.1:1', 'http://127.0.0.1:2/', true],
  ['http://localhost:1', 'https://keys.example/', true],
  ['https://far.example', 'http://127.0.0.1:2/', false],
  ['https://far.example', 'https://127.1.2.3/', false],
  ['https://far.example', 'https://0x7f000001/', false],
  ['https://far.example', 'https://[::1]/', false],
  ['https://far.example', 'https://LOCALHOST/', false],
  ['https://far.example', 'https://a.localhost/', false],
  ['https://127.0.0.1.example', 'https://localhost/', false],
])('%s may have its keys at %s: %s', (issuer, url, may) => {
  expect(mayHoldKeys(issuer, url)).toBe(may)
})

test.each(['http://example.com/', 'ftp://127.0.0.1/', 'file:///etc/passwd', 'data:,{}'])(
  '%s is not asked',
  async (url) => {
    await expect(fetchJson(url)).rejects.toThrow('without encryption')
  },
)

describe('of a key set', () => {
  const rsa = signingKey('RS256', 'r')
  const names = (...found: unknown[]) => readProviderKeys({ keys: found }).map(({ kid }) => kid)
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey
  const other = generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey
  const three = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }).publicKey

  test('what signs tokens is taken', () => {
    expect(names(jwkOf(first), jwkOf(rsa), jwkOf(signingKey('EdDSA', 'o')))).toEqual([
      'first',
      'r',
      'o',
    ])
    expect(names({ ...jwkOf(rsa), alg: undefined, use: undefined })).toEqual(['r'])
    expect(names({ ...jwkOf(rsa), key_ops: ['verify'] })).toEqual(['r'])
  })

  test.each<[string, unknown]>([
    ['a key for encryption', { ...jwkOf(rsa), use: 'enc' }],
    ['a key for something else', { ...jwkOf(rsa), key_ops: ['encrypt'] }],
    ['a key for another algorithm', { ...jwkOf(rsa), alg: 'PS256' }],
    ['a key without a name', { ...jwkOf(rsa), kid: undefined }],
    ['a private key', { ...rsa.privateKey.export({ format: 'jwk' }), kid: 'r' }],
    ['a secret', { kty: 'oct', k: 'AAAA', kid: 'r' }],
    ['a short key', { ...weak.export({ format: 'jwk' }), kid: 'r' }],
    ['a key with a small exponent', { ...three.export({ format: 'jwk' }), kid: 'r' }],
    ['another curve', { ...other.export({ format: 'jwk' }), kid: 'r' }],
    ['a point off its curve', { ...jwkOf(first), x: jwkOf(first).y }],
    ['no key', null],
    ['a text', 'key'],
  ])('%s is left out, and the others stay', (_, odd) => {
    expect(names(odd, jwkOf(second))).toEqual(['second'])
  })

  test('two of one name and kind are both left out', () => {
    expect(names(jwkOf(first), { ...jwkOf(second), kid: 'first' }, jwkOf(rsa))).toEqual(['r'])
    expect(names(jwkOf(first), { ...jwkOf(rsa), kid: 'first' })).toEqual(['first', 'first'])
  })
})
