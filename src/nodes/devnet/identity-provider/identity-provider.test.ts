import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startIdentityProvider, type IdentityProvider } from './start-identity-provider.ts'

const clientId = 'assent-devnet'
const chromium = `https://${'abcdefghijklmnop'.repeat(2)}.chromiumapp.org/`
const firefox = `https://${'0a'.repeat(20)}.extensions.allizom.org/`

let dir: string
let port: number
let issuer: string
let provider: IdentityProvider

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'assent-identity-'))
  port = await freePort()
  issuer = `http://127.0.0.1:${port}`
  provider = await start()
})
afterAll(async () => {
  await provider.stop()
  rmSync(dir, { recursive: true })
})

test.each([
  ['alice', chromium],
  ['bob', firefox],
  ['carol', 'http://127.0.0.1:49152/callback'],
])(
  'gives an extension or a program an id token of %s, with one click',
  async (person, redirect) => {
    const browser = createBrowser()
    const answer = await browser.signIn(person, {
      response_type: 'id_token',
      redirect_uri: redirect,
    })
    expect(answer.href.startsWith(redirect)).toBe(true)
    const given = new URLSearchParams(answer.hash.slice(1))
    expect(given.get('state')).toBe('state-1')
    const claims = await verified(given.get('id_token'))
    expect(claims).toMatchObject({ nonce: 'nonce-1', email_verified: true })
    expect(claims.email).toBe(`${person}@devnet.example`)
    expect(claims.sub).toMatch(/^\d{21}$/)
    expect((await fetch(String(claims['picture']))).headers.get('content-type')).toMatch(/svg/)
  },
)

test('gives a code with PKCE, and the id token for it once', async () => {
  const { answer, exchange } = await codeFlow()
  const code = answer.searchParams.get('code')
  const tokens = (await (await exchange(code)).json()) as { id_token: string }
  const claims = await verified(tokens.id_token)
  expect(claims).toMatchObject({ nonce: 'nonce-1', name: 'Alice Amber' })
  expect((await exchange(code)).status).toBe(400)
})

test('refuses a code without its verifier, and gives the token with it', async () => {
  const { answer, exchange } = await codeFlow()
  const code = answer.searchParams.get('code')
  expect(
    (await exchange(code, 'another-verifier-that-is-long-enough-to-be-one-of-them')).status,
  ).toBe(400)
  const again = await codeFlow()
  expect((await again.exchange(again.answer.searchParams.get('code'))).status).toBe(200)
})

test('the same person is the same subject each time, and others are others', async () => {
  const subjects = []
  for (const person of ['alice', 'alice', 'bob', 'carol']) {
    const answer = await createBrowser().signIn(person, { response_type: 'id_token' })
    const token = new URLSearchParams(answer.hash.slice(1)).get('id_token')
    subjects.push((await verified(token)).sub)
  }
  expect(subjects[0]).toBe(subjects[1])
  expect(new Set(subjects).size).toBe(3)
})

test('knows again who is signed in, and asks when a choice is wanted', async () => {
  const browser = createBrowser()
  await browser.signIn('alice', { response_type: 'id_token' })
  const silent = await browser.follow(authorization({ response_type: 'id_token', prompt: 'none' }))
  const first = await verified(tokenIn(silent.url))
  expect(first.email).toBe('alice@devnet.example')
  const chosen = await browser.signIn('bob', {
    response_type: 'id_token',
    prompt: 'select_account',
  })
  expect((await verified(tokenIn(chosen))).email).toBe('bob@devnet.example')
})

test('signs nobody in without a page', async () => {
  const asked = authorization({ response_type: 'id_token', prompt: 'none' })
  const { url } = await createBrowser().follow(asked)
  expect(new URLSearchParams(url.hash.slice(1)).get('error')).toBe('login_required')
})

test('asks for nothing but a choice: three people, no password, no consent', async () => {
  const { body, headers } = await createBrowser().follow(authorization({}))
  for (const person of ['alice', 'bob', 'carol']) {
    expect(body).toContain(`data-testid="person-${person}"`)
  }
  expect(body).not.toContain('type="password"')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
})

test('refuses somebody whom it does not know', async () => {
  const browser = createBrowser()
  const { url } = await browser.follow(authorization({}))
  expect((await browser.choose(url, 'mallory')).status).toBe(400)
  expect((await browser.choose(url, 'alice')).status).toBe(303)
})

test.each<[string, Record<string, string | undefined>]>([
  ['no nonce', { nonce: undefined }],
  ['another client', { client_id: 'somebody' }],
  ['a page somewhere', { redirect_uri: 'https://evil.example/' }],
  ['a page on an unknown path', { redirect_uri: 'http://127.0.0.1:9/elsewhere' }],
  [
    'a name that only begins like an extension',
    { redirect_uri: `${chromium.slice(0, -1)}.evil.example/` },
  ],
  ['a code without PKCE', { response_type: 'code' }],
  ['a token of access', { response_type: 'token' }],
])('refuses to sign in with %s', async (_, changes) => {
  const { url, status } = await createBrowser().follow(authorization(changes))
  const error = new URLSearchParams(url.hash.slice(1)).get('error') ?? url.searchParams.get('error')
  expect(error !== null || status === 400).toBe(true)
})

test('keeps its key when it is started again', async () => {
  const keys = async (): Promise<unknown> => {
    const ask = async () => fetch(`${issuer}/jwks`)
    // A connection of before may be kept, and is found closed at its next use.
    const found: unknown = await (await ask().catch(ask)).json()
    return found
  }
  const before = await keys()
  await provider.stop()
  provider = await start()
  expect(await keys()).toEqual(before)
})

test('tells no private part of its key', async () => {
  const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: object[] }
  expect(keys.map((key) => Object.keys(key).toSorted())).toEqual([
    ['alg', 'e', 'kid', 'kty', 'n', 'use'],
  ])
})

const start = async () =>
  startIdentityProvider({ issuer, port, clientId, keysFile: join(dir, 'keys.json') })

function authorization(changes: Readonly<Record<string, string | undefined>>): string {
  const asked = {
    client_id: clientId,
    response_type: 'id_token',
    redirect_uri: chromium,
    scope: 'openid email profile',
    nonce: 'nonce-1',
    state: 'state-1',
    ...changes,
  }
  const given = Object.entries(asked).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return `${issuer}/auth?${new URLSearchParams(given).toString()}`
}

async function codeFlow() {
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const answer = await createBrowser().signIn('alice', {
    response_type: 'code',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  const exchange = async (code: string | null, using = verifier) =>
    fetch(`${issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: clientId,
        redirect_uri: chromium,
        code: code ?? '',
        code_verifier: using,
      }),
    })
  return { answer, exchange }
}

const tokenIn = (url: URL): string | null => new URLSearchParams(url.hash.slice(1)).get('id_token')

async function verified(token: string | null) {
  const { payload } = await jwtVerify<Record<string, unknown>>(
    token ?? '',
    createRemoteJWKSet(new URL(`${issuer}/jwks`)),
    { issuer, audience: clientId, algorithms: ['RS256'], requiredClaims: ['exp', 'iat', 'nonce'] },
  )
  return payload
}

/** Follows redirects within the provider, and keeps its cookies, as a browser does. */
function createBrowser() {
  const jar = new Map<string, string>()
  const visit = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
  const follow = async (from: string) => {
    let url = new URL(from)
    for (;;) {
      if (url.origin !== issuer) return { url, status: 0, body: '', headers: new Headers() }
      const response = await visit(url.href)
      const next = response.headers.get('location')
      if (next === null) {
        const { status, headers } = response
        return { url, status, headers, body: await response.text() }
      }
      url = new URL(next, issuer)
    }
  }
  const choose = async (page: URL, person: string) =>
    visit(page.href, { method: 'POST', body: new URLSearchParams({ person }) })
  const signIn = async (person: string, asked: Readonly<Record<string, string>>): Promise<URL> => {
    const { url } = await follow(authorization(asked))
    const response = await choose(url, person)
    return (await follow(new URL(response.headers.get('location') ?? '', issuer).href)).url
  }
  return { follow, choose, signIn }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
