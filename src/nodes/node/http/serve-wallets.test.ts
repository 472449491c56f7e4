import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { RawWallet } from '../../../../test/cluster/support/raw-wallet.ts'
import { startWalletNodes, type WalletNodes } from '../../../../test/support/wallet-nodes.ts'
import { MAX_BODY_BYTES } from '../../../protocol/request.ts'
import { createWalletApp } from './app.ts'
import { serveWallets } from './serve-wallets.ts'

let set: WalletNodes
let url: string
let port: number

const limits = {
  perAddress: { perSecond: 0.01, burst: 40 },
  trustProxy: 1,
}

beforeAll(async () => {
  set = await startWalletNodes({ limits, keys: 1 })
  const [node] = set.nodes
  if (node === undefined) throw new Error('no node')
  ;({ url, port } = node)
})

afterAll(async () => set.close())

let address = 0
/** As somebody else each time, where a test is not about limits. */
const somebody = (): Record<string, string> => {
  address += 1
  return { 'x-forwarded-for': `192.0.2.${address}` }
}

const post = async (path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...somebody(), ...headers },
  })

const codeOf = async (answer: Response): Promise<unknown> =>
  ((await answer.json()) as { error: { code: string } }).error.code

describe('bodies', () => {
  test('one byte too many is too large, with or without a length; just as many are read', async () => {
    const fits = await post('/v1/sessions', 'x'.repeat(MAX_BODY_BYTES))
    expect(await codeOf(fits)).toBe('bad-request')
    const large = await post('/v1/sessions', 'x'.repeat(MAX_BODY_BYTES + 1))
    expect([large.status, await codeOf(large)]).toEqual([413, 'too-large'])
    const socket = await open()
    socket.write(
      `POST /v1/sessions HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-type: application/json\r\n\r\n`,
    )
    const chunk = 'y'.repeat(64 * 1024)
    for (let i = 0; i < 5; i += 1) socket.write(`10000\r\n${chunk}\r\n`)
    expect(await textUntil(socket, '}}')).toContain('"too-large"')
    socket.destroy()
  })

  test('a length that is too large is refused before a byte of it came', async () => {
    const socket = await open()
    socket.write(
      `POST /v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-length: ${MAX_BODY_BYTES + 1}\r\ncontent-type: application/json\r\n\r\n`,
    )
    expect(await textUntil(socket, '}}')).toContain('"too-large"')
    socket.destroy()
  })

  test('JSON is said to be JSON, and is', async () => {
    const plain = await post('/v1/sessions', '{}', { 'content-type': 'text/plain' })
    expect(await codeOf(plain)).toBe('bad-request')
    for (const body of ['{', '[]', 'null', '\u{0}']) {
      expect(await codeOf(await post('/v1/sessions', body))).toBe('bad-request')
    }
    const extra = await post('/v1/commitments', '{"tokenHash":"0x12","more":1}')
    const said = (await extra.json()) as { error: { details: { problems: string[] } } }
    expect(said.error.details.problems.join()).toContain('tokenHash')
  })
})

describe('who sends slowly is cut off, while others are answered', () => {
  const slow = { headersSeconds: 0.4, requestSeconds: 60, connections: 10 }
  test.each([
    ['headers', slow, 'GET /v1/status HTTP/1.1\r\nhost: x\r\nx-slow: '],
    [
      'a body',
      { ...slow, requestSeconds: 0.4 },
      'POST /v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    ],
  ])('%s that do not end', async (_, deadlines, beginning) => {
    const [node] = set.nodes
    if (node === undefined) throw new Error('no node')
    const app = createWalletApp(node.parts)
    const server = await serveWallets({ host: '127.0.0.1', port: 0 }, app, deadlines)
    const ask = async () => fetch(`http://127.0.0.1:${server.port}/v1/status`)
    const socket = await open(server.port)
    socket.write(beginning)
    const closed = once(socket, 'close')
    socket.resume()
    expect((await ask()).status).toBe(200)
    await closed
    expect((await ask()).status).toBe(200)
    await server.close(100)
  })
})

test('an address that asks too fast is told when to come back; others are not held up', async () => {
  const from = (host: string) => ({ headers: { 'x-forwarded-for': host } })
  const statuses: number[] = []
  for (let i = 0; i < 41; i += 1) {
    const answer = await fetch(`${url}/v1/status`, from('198.51.100.1'))
    statuses.push(answer.status)
    if (answer.status === 429) {
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      expect(await codeOf(answer)).toBe('rate-limited')
    }
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(40)
  expect(statuses.at(-1)).toBe(429)
  expect((await fetch(`${url}/v1/status`, from('198.51.100.2'))).status).toBe(200)
})

describe('browsers', () => {
  const ask = async (origin: string, method = 'GET') =>
    fetch(`${url}/v1/status`, { method, headers: { origin, ...somebody() } })

  test.each([
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    'moz-extension://2c2fe4b1-3c4d-4a6f-9b5c-000000000000',
    'https://login.test',
  ])('let %s read what is answered', async (origin) => {
    const answer = await ask(origin)
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    expect(answer.headers.get('access-control-expose-headers')).toContain('assent-answer')
    const preflight = await ask(origin, 'OPTIONS')
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toContain('assent-session')
  })

  test.each(['https://evil.test', 'null', 'https://login.test.evil.test', 'http://login.test'])(
    'do not let %s',
    async (origin) => {
      expect((await ask(origin)).headers.get('access-control-allow-origin')).toBeNull()
    },
  )

  test('are told to keep and to run nothing', async () => {
    const { headers } = await ask('https://login.test')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

test('no answer tells of the inside, whatever is asked', async () => {
  const wallet = new RawWallet(set.deployment)
  const strange = [
    '/',
    '/v1',
    '/v1/sessions/..%2f..',
    '/v1/keys/%00',
    '/v1/status?__proto__=1',
    '//',
  ]
  for (const path of strange) {
    const answer = await wallet.ask(1, { path, headers: somebody() })
    expect(JSON.stringify(answer.json)).not.toMatch(/\.ts|node_modules|at .*:\d+/)
    expect([200, 400, 401, 404]).toContain(answer.status)
  }
})

const open = async (to = port): Promise<Socket> => {
  const socket = connect(to, '127.0.0.1')
  // The server may cut it off while we write.
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

const textUntil = async (socket: Socket, end: string): Promise<string> => {
  let text = ''
  for await (const chunk of socket) {
    text += String(chunk)
    if (text.includes(end)) break
  }
  return text
}
