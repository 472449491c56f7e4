import { createSign, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type SigningKey = {
  readonly kid: string
  readonly alg: 'RS256' | 'ES256' | 'EdDSA'
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

export const signingKey = (alg: SigningKey['alg'], kid: string): SigningKey => {
  if (alg === 'ES256') return { kid, alg, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) }
  if (alg === 'EdDSA') return { kid, alg, ...generateKeyPairSync('ed25519') }
  return { kid, alg, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) }
}

export const jwkOf = ({ kid, alg, publicKey }: SigningKey) => ({
  ...publicKey.export({ format: 'jwk' }),
  kid,
  alg,
  use: 'sig',
})

export const encode = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')

/** A token over exactly these parts; JSON where they are no text. */
export const signToken = (key: SigningKey, header: unknown, claims: unknown): string => {
  const input = `${encode(header)}.${encode(claims)}`
  return `${input}.${signatureOf(key, input).toString('base64url')}`
}

const signatureOf = ({ alg, privateKey }: SigningKey, input: string): Buffer => {
  if (alg === 'RS256') return createSign('RSA-SHA256').update(input).sign(privateKey)
  if (alg === 'EdDSA') return sign(null, Buffer.from(input), privateKey)
  return sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' })
}

export type Answering = (request: IncomingMessage, response: ServerResponse) => void

export type TokenIssuer = {
  readonly issuer: string
  /** How often its keys were asked for. */
  readonly asked: () => number
  readonly serve: (keys: readonly unknown[], headers?: Record<string, string>) => void
  /** Something else in place of the keys. */
  readonly answer: (answering: Answering) => void
  readonly stop: () => Promise<void>
}

/** A provider of which nothing is real but the HTTP: discovery, and keys that a test decides. */
export const startTokenIssuer = async (): Promise<TokenIssuer> => {
  let asked = 0
  let answering: Answering = (_, response) => response.end('{"keys":[]}')
  let issuer = ''
  const server = createServer((request, response) => {
    if (request.url === '/.well-known/openid-configuration') {
      response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }))
      return
    }
    if (request.url === '/keys') asked += 1
    answering(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    asked: () => asked,
    serve: (keys, headers = {}) => {
      const body = JSON.stringify({ keys })
      answering = (_, response) => response.writeHead(200, headers).end(body)
    },
    answer: (next) => {
      answering = next
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
