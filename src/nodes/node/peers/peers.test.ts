import { mkdtempSync, rmSync } from 'node:fs'
import { connect as connectHttp2 } from 'node:http2'
import { connect as connectTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../../test/support/eventually.ts'
import { settableNodeSet, type SettableNodeSet } from '../../../../test/support/node-sets.ts'
import { ProtocolError } from '../../../protocol/protocol-error.ts'
import { revokedCertificate } from '../../../registry/node-set.ts'
import { createNodeKeys } from '../keys/create-node-keys.ts'
import { loadNodeKeys, type NodeKeys } from '../keys/load-node-keys.ts'
import type { Hello } from './hello.ts'
import { helloRecord, PEER_PROTOCOL } from './hello.ts'
import type { PeerHandler } from './peer-server.ts'
import { Peers } from './peers.ts'
import { MAX_PEER_BODY } from './wire.ts'

const log = pino({ level: 'silent' })
const host = '127.0.0.1'

let dir: string
const keys = new Map<number, NodeKeys>()
let stranger: NodeKeys

const keysOf = (party: number): NodeKeys => {
  const found = keys.get(party)
  if (found === undefined) throw new Error(`no keys of ${party}`)
  return found
}

const helloOf = (party: number, change: Partial<Hello> = {}): Hello => ({
  protocol: PEER_PROTOCOL,
  nodeSet: 'eip155:31337:0x00',
  epoch: 0,
  bootId: new Uint8Array(16).fill(party),
  ...change,
})

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'assent-peers-'))
  const make = async (name: string, party: number): Promise<NodeKeys> => {
    const urls = { walletUrl: 'http://127.0.0.1:1', peerUrl: 'https://127.0.0.1:1' }
    await createNodeKeys({ dir: join(dir, name), party, ...urls })
    return loadNodeKeys(join(dir, name))
  }
  for (const party of [1, 2, 3]) keys.set(party, await make(`${party}`, party))
  stranger = await make('stranger', 2)
})
afterAll(() => rmSync(dir, { recursive: true }))

type Node = {
  readonly peers: Peers
  readonly port: number
  readonly set: SettableNodeSet
  readonly heard: { from: number; topic: string; body: Uint8Array }[]
  readonly greeted: { from: number; hello: Hello }[]
}

const running: Peers[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(async (peers) => peers.close()))
})

/** A node that knows 1, 2 and 3, and does not know yet where they listen. */
const start = async (
  party: number,
  options: { hello?: Partial<Hello>; handle?: PeerHandler; port?: number } = {},
): Promise<Node> => {
  const set = settableNodeSet([1, 2, 3].map((one) => keysOf(one).record))
  const heard: Node['heard'] = []
  const greeted: Node['greeted'] = []
  const peers = new Peers({
    self: party,
    tls: keysOf(party).tls,
    nodeSet: set,
    hello: () => helloOf(party, options.hello),
    greeted: (from, hello) => greeted.push({ from, hello }),
    changed: () => {},
    handle: (from, topic, body) => {
      heard.push({ from, topic, body })
      return options.handle?.(from, topic, body)
    },
    log,
  })
  running.push(peers)
  const port = await peers.start({ host, port: options.port ?? 0 })
  return { peers, port, set, heard, greeted }
}

/** Tells a node where the others are. */
const introduce = (...nodes: readonly (readonly [number, Node])[]): void => {
  for (const [, { set }] of nodes) {
    for (const [party, { port }] of nodes) {
      set.change(party, { peerUrl: `https://${host}:${port}` })
    }
  }
}

const pair = async (
  options: Parameters<typeof start>[1] = {},
): Promise<{ one: Node; two: Node }> => {
  const one = await start(1)
  const two = await start(2, options)
  introduce([1, one], [2, two])
  return { one, two }
}

const connected = async (node: Node, party: number): Promise<void> =>
  eventually(`a connection to ${party}`, () => node.peers.isConnected(party))

/** What whoever shows this certificate is told when they ask; undefined if not a byte. */
const ask = async (
  port: number,
  shown: ConnectionOptions,
  path = '/hello',
  body: Uint8Array = helloRecord.encode(helloOf(2)),
): Promise<number | undefined> => {
  const socket = connectTls({
    host,
    port,
    ...shown,
    rejectUnauthorized: false,
    ALPNProtocols: ['h2'],
  })
  return new Promise((resolve) => {
    socket.on('error', () => resolve(undefined))
    socket.on('close', () => resolve(undefined))
    socket.once('secureConnect', () => {
      const session = connectHttp2(`https://${host}:${port}`, { createConnection: () => socket })
      session.on('error', () => resolve(undefined))
      const stream = session.request({ ':method': 'POST', ':path': path })
      stream.on('error', () => resolve(undefined))
      stream.on('response', (headers) => {
        resolve(headers[':status'])
        session.destroy()
      })
      stream.end(body)
    })
  })
}

test('two nodes ask and answer, each knowing who the other is', async () => {
  const { one, two } = await pair({ handle: (_, __, body) => body.toReversed() })
  await connected(one, 2)
  const answer = await one.peers.request(2, 'message', Uint8Array.of(1, 2, 3))
  expect(answer).toEqual(Uint8Array.of(3, 2, 1))
  expect(two.heard).toEqual([{ from: 1, topic: 'message', body: Uint8Array.of(1, 2, 3) }])
  await connected(two, 1)
  expect(two.greeted.some(({ from, hello }) => from === 1 && hello.bootId[0] === 1)).toBe(true)
  expect(await two.peers.request(1, 'message', Uint8Array.of(9))).toEqual(new Uint8Array())
})

test('a refusal comes back with its code and its details', async () => {
  const { one } = await pair({
    handle: () => {
      throw new ProtocolError('stale-header', 'no', { details: { epoch: 7 } })
    },
  })
  await connected(one, 2)
  await expect(one.peers.request(2, 'pair', new Uint8Array())).rejects.toMatchObject({
    code: 'stale-header',
    details: { epoch: 7 },
  })
})

test('a failure inside says nothing of itself', async () => {
  const { one } = await pair({
    handle: () => {
      throw new Error('canary')
    },
  })
  await connected(one, 2)
  await expect(one.peers.request(2, 'pair', new Uint8Array())).rejects.toSatisfy(
    (error: unknown) => error instanceof ProtocolError && !error.message.includes('canary'),
  )
})

test('nobody answers in time: the request ends, the connection stays', async () => {
  const { one } = await pair({ handle: async () => new Promise(() => {}) })
  await connected(one, 2)
  await expect(one.peers.request(2, 'pair', new Uint8Array(), 50)).rejects.toMatchObject({
    code: 'peer-unreachable',
  })
  expect(one.peers.isConnected(2)).toBe(true)
})

test('who shows no certificate, or one that the registry does not name, gets not a byte', async () => {
  const one = await start(1)
  const two = keysOf(2).tls
  expect(await ask(one.port, {})).toBeUndefined()
  expect(
    await ask(one.port, { key: stranger.tls.key, cert: stranger.tls.certificate }),
  ).toBeUndefined()
  // The right certificate is of no use without its key.
  const borrowed = { key: stranger.tls.key, cert: two.certificate }
  await expect((async () => ask(one.port, borrowed))()).rejects.toThrow('key values mismatch')
  expect(one.heard).toEqual([])
  expect(one.greeted).toEqual([])
  expect(await ask(one.port, { key: two.key, cert: two.certificate })).toBe(200)
})

test('our own certificate, shown to us, is refused', async () => {
  const one = await start(1)
  const { key, certificate } = keysOf(1).tls
  expect(await ask(one.port, { key, cert: certificate })).toBeUndefined()
})

test('an older TLS is refused', async () => {
  const one = await start(1)
  const { key, certificate } = keysOf(2).tls
  expect(await ask(one.port, { key, cert: certificate, maxVersion: 'TLSv1.2' })).toBeUndefined()
  expect(await ask(one.port, { key, cert: certificate, maxVersion: 'TLSv1.3' })).toBe(200)
})

test('nothing is heard before a hello, nor under a name that nobody uses', async () => {
  const one = await start(1)
  const { key, certificate } = keysOf(2).tls
  const shown = { key, cert: certificate }
  expect(await ask(one.port, shown, '/message')).toBe(400)
  expect(await ask(one.port, shown, '/shares')).toBe(404)
  expect(await ask(one.port, shown, '/hello', Uint8Array.of(1))).toBe(400)
  expect(one.heard).toEqual([])
})

test('bytes that are no TLS do not stop it', async () => {
  const { one, two } = await pair()
  const socket = connectTcp(one.port, host)
  socket.on('error', () => {})
  socket.end('GET / HTTP/1.1\r\n\r\n')
  await connected(two, 1)
  expect(await two.peers.request(1, 'pair', Uint8Array.of(1))).toEqual(new Uint8Array())
})

test('a withdrawn certificate ends its connections in both directions, and comes in no more', async () => {
  const { one, two } = await pair()
  await connected(one, 2)
  await connected(two, 1)
  one.set.change(2, { certificate: revokedCertificate })
  await eventually('the connection is gone', () => !one.peers.isConnected(2))
  await eventually('the other one too', () => !two.peers.isConnected(1))
  const { key, certificate } = keysOf(2).tls
  expect(await ask(one.port, { key, cert: certificate })).toBeUndefined()
  one.set.change(2, { certificate: keysOf(2).record.certificate })
  await connected(two, 1)
  await connected(one, 2)
})

test('another certificate at the right address is not believed', async () => {
  const { one, two } = await pair()
  await connected(one, 2)
  two.set.change(1, { certificate: stranger.record.certificate })
  await eventually('two trusts one no more', () => !two.peers.isConnected(1))
  await expect(two.peers.request(1, 'pair', new Uint8Array())).rejects.toMatchObject({
    code: 'peer-unreachable',
  })
})

test('a message that is too long costs its sender the connection, and one that fits does not', async () => {
  const { one, two } = await pair()
  await connected(one, 2)
  await one.peers.request(2, 'message', new Uint8Array(MAX_PEER_BODY))
  await expect(one.peers.request(2, 'message', new Uint8Array(MAX_PEER_BODY + 1))).rejects.toThrow(
    ProtocolError,
  )
  expect(two.heard.map(({ body }) => body.length)).toEqual([MAX_PEER_BODY])
  await connected(one, 2)
  await one.peers.request(2, 'message', new Uint8Array(1))
})

test('more than a bounded number of requests do not wait', async () => {
  const waiting: (() => void)[] = []
  const { one } = await pair({
    handle: async () => new Promise((resolve) => waiting.push(() => resolve(undefined))),
  })
  await connected(one, 2)
  const asked = Array.from({ length: 300 }, async () =>
    one.peers.request(2, 'pair', new Uint8Array(1), 1000).then(
      () => 'answered',
      (error: unknown) => (error instanceof ProtocolError ? error.code : 'other'),
    ),
  )
  const codes = await Promise.all(asked)
  expect(codes.filter((code) => code === 'busy').length).toBe(300 - 256)
})

test('a peer that comes back is found again, and says that it is another run', async () => {
  const { one, two } = await pair()
  await connected(one, 2)
  await two.peers.close()
  await eventually('it is gone', () => !one.peers.isConnected(2))
  await start(2, { port: two.port, hello: { bootId: new Uint8Array(16).fill(77) } })
  await connected(one, 2)
  expect(one.greeted.at(-1)?.hello.bootId).toEqual(new Uint8Array(16).fill(77))
})

test('whoever is asked while it ends cannot be reached, at every moment of it', async () => {
  const { one, two } = await pair()
  await connected(one, 2)
  const said: unknown[] = []
  const over = new AbortController()
  const asking = (async () => {
    while (!over.signal.aborted) {
      one.peers.request(2, 'message', Uint8Array.of(1)).catch((error: unknown) => said.push(error))
      await new Promise((resolve) => setImmediate(resolve))
    }
  })()
  await two.peers.close()
  await eventually('it is gone', () => !one.peers.isConnected(2))
  over.abort()
  await asking
  expect(said.length).toBeGreaterThan(0)
  for (const error of said) expect(error).toMatchObject({ code: 'peer-unreachable' })
})

test('a copy of a peer is not heard, and changes nothing about the peer', async () => {
  const { one, two } = await pair()
  await connected(one, 2)
  await connected(two, 1)
  const copy = await start(2, { hello: { bootId: new Uint8Array(16).fill(77) } })
  copy.set.change(1, { peerUrl: `https://${host}:${one.port}` })
  await connected(copy, 1)
  await expect(copy.peers.request(1, 'begin', new Uint8Array(1))).rejects.toMatchObject({
    code: 'stale-header',
  })
  expect(one.heard).toEqual([])
  expect(one.greeted.map(({ hello }) => hello.bootId[0])).toEqual([2])
  await two.peers.request(1, 'begin', new Uint8Array(1))
  expect(one.heard).toHaveLength(1)
})

test.each([
  ['another release', { protocol: PEER_PROTOCOL + 1 }],
  ['another network', { nodeSet: 'eip155:1:0x00' }],
])('a node of %s is not spoken with', async (_, hello) => {
  const { one, two } = await pair({ hello })
  const { key, certificate } = keysOf(2).tls
  const said = helloRecord.encode(helloOf(2, hello))
  expect(await ask(one.port, { key, cert: certificate }, '/hello', said)).toBe(200)
  expect(one.greeted).toEqual([])
  expect(one.peers.isConnected(2)).toBe(false)
  expect(two.peers.isConnected(1)).toBe(false)
})

test('a node that leaves the set is left, and one that comes is met', async () => {
  const { one, two } = await pair()
  await connected(one, 2)
  const all = one.set.current().nodes
  one.set.set({ nodes: all.filter(({ party }) => party !== 2) })
  await eventually('two is out', () => !two.peers.isConnected(1))
  await expect(one.peers.request(2, 'pair', new Uint8Array())).rejects.toThrow(
    'not in the node set',
  )
  one.set.set({ nodes: all })
  await connected(one, 2)
})
