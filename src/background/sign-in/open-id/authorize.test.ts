import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '../../../../test/cluster/support/free-ports.ts'
import { providerBrowser, type AtProvider } from '../../../../test/support/provider-browser.ts'
import {
  startIdentityProvider,
  type IdentityProvider as Running,
} from '../../../nodes/devnet/identity-provider/start-identity-provider.ts'
import type { IdentityProvider } from '../../../protocol/deployment.ts'
import { authorize, type AuthorizeOptions } from './authorize.ts'
import { chooseFlow } from './choose-flow.ts'
import { readClaims } from './read-claims.ts'

const redirectUrl = `https://${'abcdefghijklmnop'.repeat(2)}.chromiumapp.org/`
const clientId = 'assent-test'
const nonce = `0x${'ab'.repeat(32)}`

let dir: string
let running: Running
let openId: IdentityProvider
let at: AtProvider
let browser: ReturnType<typeof providerBrowser>

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'assent-authorize-'))
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  running = await startIdentityProvider({ issuer, port, clientId, keysFile: join(dir, 'keys') })
  openId = { name: 'Test', kind: 'openId', issuer, clientIds: [clientId] }
})
afterAll(async () => {
  await running.stop()
  rmSync(dir, { recursive: true })
})
beforeEach(() => {
  at = { person: 'alice' }
  browser = providerBrowser(redirectUrl, at)
})

type Show = AuthorizeOptions['parts']['showProvider']

const ask = async (
  change: Partial<Omit<AuthorizeOptions, 'parts'>> = {},
  showProvider: Show = browser.showProvider,
) =>
  authorize({
    parts: {
      fetch: async (input, init) => fetch(input, init),
      now: Date.now,
      redirectUrl,
      showProvider,
    },
    provider: openId,
    nonce,
    asking: 'choose',
    ...change,
  })

/** Goes through the provider, and changes what comes back. */
const changed =
  (change: (url: URL) => void): Show =>
  async (...given) => {
    const url = new URL((await browser.showProvider(...given)) ?? '')
    change(url)
    return url.href
  }

/** Of what stands behind the #. */
const inFragment = (name: string, value: string) =>
  changed((url) => {
    const fragment = new URLSearchParams(url.hash.slice(1))
    fragment.set(name, value)
    url.hash = fragment.toString()
  })

describe.each([
  ['openId', 'code'],
  ['google', 'id_token'],
] as const)('a provider of the kind %s', (kind, flow) => {
  const provider = () => ({ ...openId, kind })

  test(`gives a token for the statement, by ${flow}`, async () => {
    const claims = readClaims(await ask({ provider: provider() }))
    expect(claims).toMatchObject({ nonce, email: 'alice@devnet.example' })
    const asked = browser.asked[0]?.searchParams
    expect(asked?.get('response_type')).toBe(flow)
    expect(asked?.get('code_challenge_method')).toBe(flow === 'code' ? 'S256' : null)
    expect(asked?.get('prompt')).toBe('select_account')
  })

  test('is held to the state that it was asked with', async () => {
    const other =
      flow === 'code'
        ? changed((url) => url.searchParams.set('state', 'another'))
        : inFragment('state', 'another')
    await expect(ask({ provider: provider() }, other)).rejects.toMatchObject({
      code: flow === 'code' ? 'refused' : 'bad-proof',
    })
  })

  test('asks who is there when it has to, whomever it remembers', async () => {
    await ask({ provider: provider() })
    const silent = await ask({ provider: provider(), asking: 'silent' })
    expect(readClaims(silent).email).toBe('alice@devnet.example')
    at.person = 'bob'
    const again = await ask({ provider: provider(), asking: 'again' })
    expect(readClaims(again).email).toBe('bob@devnet.example')
  })

  test('says when it will not do without a page', async () => {
    await expect(ask({ provider: provider(), asking: 'silent' })).rejects.toMatchObject({
      code: 'signed-out',
    })
  })
})

test('takes no token that was made for another sign-in', async () => {
  const google = { ...openId, kind: 'google' } as const
  const other = await ask({ provider: google, nonce: `0x${'cd'.repeat(32)}` })
  await expect(ask({ provider: google }, inFragment('id_token', other))).rejects.toMatchObject({
    code: 'bad-proof',
  })
  await expect(ask({ provider: google }, inFragment('id_token', 'none'))).rejects.toMatchObject({
    code: 'bad-proof',
  })
})

test('takes no answer at another address than its own', async () => {
  const elsewhere = changed((url) => {
    url.pathname = '/elsewhere'
  })
  await expect(ask({}, elsewhere)).rejects.toMatchObject({ code: 'bad-proof' })
})

test.each<[string, Show, string]>([
  ['a page that was closed', async () => Promise.resolve(undefined), 'cancelled'],
  [
    'a person who said no',
    async (url) => {
      const state = new URL(url).searchParams.get('state') ?? ''
      const { issuer } = openId
      const said = new URLSearchParams({ error: 'access_denied', state, iss: issuer })
      return Promise.resolve(`${redirectUrl}?${said.toString()}`)
    },
    'cancelled',
  ],
])('says what came of %s', async (_, show, code) => {
  await expect(ask({}, show)).rejects.toMatchObject({ code })
})

test('says that a provider cannot be reached', async () => {
  const gone = { ...openId, issuer: 'http://127.0.0.1:9' }
  await expect(ask({ provider: gone })).rejects.toMatchObject({ code: 'provider-unavailable' })
  const plain = { ...openId, issuer: 'http://login.example' }
  await expect(ask({ provider: plain })).rejects.toMatchObject({ code: 'provider-unavailable' })
})

test('asks nobody for a code without PKCE', () => {
  const server = { response_types_supported: ['code'] }
  expect(() => chooseFlow(openId, server)).toThrow('needs PKCE')
  expect(chooseFlow(openId, { ...server, code_challenge_methods_supported: ['S256'] })).toBe('code')
  expect(chooseFlow(openId, { response_types_supported: ['code', 'id_token'] })).toBe('id_token')
})
