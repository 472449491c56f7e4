import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  authNodes,
  firstOf,
  testStatement,
  type AuthNodes,
} from '../../../../../test/support/auth-nodes.ts'
import { protocolError } from '../../../../../test/support/protocol-errors.ts'
import { jwkOf, signingKey } from '../../../../../test/support/token-issuer.ts'
import { statementHash, type Statement } from '../../../../protocol/statement.ts'
import { authMethodOf } from '../../../../registry/auth-method-id.ts'
import { verifyProof } from '../verify-proof.ts'

const clientId = 'wallet.example'
const redirect = `https://${'abcdefghijklmnop'.repeat(2)}.chromiumapp.org/`
const subject = '110169484474386276334'
const key = signingKey('RS256', 'first')

let server: Server
let issuer: string
let world: AuthNodes

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        redirect_uris: [redirect],
        response_types: ['id_token'],
        grant_types: ['implicit'],
      },
    ],
    responseTypes: ['id_token'],
    jwks: { keys: [{ ...key.privateKey.export({ format: 'jwk' }), ...jwkOf(key) }] as never },
    cookies: { keys: ['test'] },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    features: { devInteractions: { enabled: true } },
    ttl: { IdToken: 3600, Session: 3600, Grant: 3600, Interaction: 3600 },
  })
  const answer = provider.callback()
  world = authNodes({
    deployment: {
      identityProviders: [{ name: 'House', kind: 'openId', issuer, clientIds: [clientId] }],
    },
  })
})
afterAll(async () => {
  world.close()
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

const statementOfNow = (): Statement => {
  const issuedAt = Math.floor(Date.now() / 1000)
  return testStatement({ issuedAt, expiresAt: issuedAt + 3600 })
}

const verify = async (statement: Statement, token: string, now = Date.now()) =>
  verifyProof(firstOf(world.nodes).auth, statement, { kind: 'openid', token }, now)

test('the token that a provider gives a wallet opens what it was asked for', async () => {
  const statement = statementOfNow()
  const token = await signIn(statementHash(statement))
  const { id } = authMethodOf({ kind: 'openId', issuer, subject, audience: clientId })
  const proven = await verify(statement, token)
  expect(proven.identity.id).toBe(id)
  expect(proven.provenAt).toBeGreaterThanOrEqual(statement.issuedAt)
  await expect(verify(statementOfNow(), token)).rejects.toThrow(
    protocolError('bad-proof', { reason: 'nonce' }),
  )
  await expect(verify(statement, token, Date.now() + 302_000)).rejects.toThrow(
    protocolError('stale-proof'),
  )
})

/** Walks through the provider's pages, as a browser with a person in front of it. */
async function signIn(nonce: string): Promise<string> {
  const cookies = new Map<string, string>()
  const visit = async (url: URL, init: RequestInit = {}): Promise<Response> => {
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      const split = pair.indexOf('=')
      cookies.set(pair.slice(0, split), pair.slice(split + 1))
    }
    return response
  }
  const asked = {
    client_id: clientId,
    redirect_uri: redirect,
    response_type: 'id_token',
    scope: 'openid',
    nonce,
  }
  let url = new URL(`/auth?${new URLSearchParams(asked).toString()}`, issuer)
  for (let step = 0; step < 12; step += 1) {
    const response = await visit(url)
    const onward = response.headers.get('location') ?? (await submit(await response.text()))
    if (onward.startsWith(redirect)) {
      const token = new URLSearchParams(new URL(onward).hash.slice(1)).get('id_token')
      if (token !== null) return token
      break
    }
    url = new URL(onward, issuer)
  }
  throw new Error('the provider gave no token')

  async function submit(page: string): Promise<string> {
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
    const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
    const fields = prompt === 'login' ? { prompt, login: subject, password: 'x' } : { prompt }
    const answer = await visit(new URL(action, issuer), {
      method: 'POST',
      body: new URLSearchParams(fields),
    })
    return answer.headers.get('location') ?? ''
  }
}
