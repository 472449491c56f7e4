import { afterEach, expect, test } from 'vitest'
import { node, snapshot } from '../../../../test/support/snapshots.ts'
import { createDashboard } from './app.ts'
import { startFeed, type RunningFeed } from './feed.ts'
import type { NodeView, Snapshot } from './snapshot.ts'
import { partsOf } from './views/parts.ts'
import { verdict } from './views/verdict.ts'

const feeds: RunningFeed[] = []
afterEach(async () => {
  await Promise.all(feeds.splice(0).map(async ({ stop }) => stop()))
})

const open = (look: () => Snapshot) => {
  const feed = startFeed(async () => Promise.resolve(look()))
  feeds.push(feed)
  const app = createDashboard(feed)
  return async (path: string, host = '127.0.0.1:8600') =>
    app.request(`http://${host}${path}`, { headers: { host } })
}

test.each<[string, readonly NodeView[], string, string]>([
  ['all are well', [node(1), node(2), node(3)], 'Signing works.', '1 may fail'],
  ['one is out', [node(1), node(2, 'down'), node(3)], 'with nodes missing', 'Node 2 is down'],
  [
    'too few are left',
    [node(1), node(2, 'down'), node(3, 'frozen')],
    'Nobody can sign',
    'One more',
  ],
])('says in one sentence how it is when %s', (_, nodes, said, why) => {
  const sentence = verdict(snapshot({ nodes }))
  expect(sentence.said).toContain(said)
  expect(sentence.why).toContain(why)
})

test('says that it is coming up until it is', () => {
  const nodes = [node(1), node(2, 'starting'), node(3, 'starting')]
  expect(verdict(snapshot({ nodes, phase: 'starting' }))).toEqual({
    said: 'Coming up.',
    why: '1 of 3 nodes ready.',
  })
})

test('shows each node with its state in words, and where to look when it is not ready', async () => {
  const { nodes } = await partsOf(
    snapshot({ nodes: [node(1), node(2, 'down'), node(3, 'starting')] }),
  )
  expect(nodes).toMatch(/Node 1<\/b><span class="state ready">ready/)
  expect(nodes).toContain('/logs/node-2.log')
  expect(nodes).toContain('the network key is not made yet')
  expect(nodes).not.toContain('/logs/node-1.log')
})

test('draws a lamp for each node and a line for each pair', async () => {
  const { ring } = await partsOf(snapshot())
  expect(ring.match(/class="bulb"/g)).toHaveLength(3)
  expect(ring.match(/<line class="pair"/g)).toHaveLength(3)
  expect(ring).toContain('aria-label="Ready: 1, 2 and 3, of 3 nodes; 3 pairs set up."')
  const { ring: broken } = await partsOf(snapshot({ nodes: [node(1), node(2, 'down')] }))
  expect(broken).toMatch(/<g class="down /)
})

test('counts a presignature once, though each of its signers has it', async () => {
  const { tiles } = await partsOf(snapshot())
  expect(tiles.replaceAll(/\s+/g, ' ')).toMatch(/Presignatures alive<\/dt> <dd> ?3/)
})

test('names who made a ceremony fail, and convicts nobody of silence', async () => {
  const failed = {
    at: 0,
    kind: 'presignature',
    parties: [1, 2],
    ms: 9,
    culprits: [2],
    tellers: [1],
  }
  const part = async (outcome: string) =>
    (await partsOf(snapshot({ ceremonies: [{ ...failed, outcome }] }))).ceremonies
  expect(await part('bad-proof')).toContain('by node 2')
  expect(await part('silent')).toContain('waited for node 2')
})

test('what comes from elsewhere is text, never markup', async () => {
  const bad = '<img src=x onerror=alert(1)>'
  const parts = await partsOf(
    snapshot({
      nodes: [{ ...node(1, 'starting'), problems: [bad], log: bad }],
      signatures: [
        {
          presignature: '0x',
          at: 0,
          publicKey: bad,
          kind: bad,
          signers: [{ party: 1, told: true }],
          presignMs: 1,
          signMs: 1,
        },
      ],
      pkps: [
        {
          tokenId: bad,
          publicKey: '0x',
          address: bad,
          picture: `"${bad}`,
          owner: { kind: 'burned' },
          permitted: [{ method: bad, id: bad, scopes: [bad] }],
        },
      ],
    }),
  )
  expect(Object.values(parts).join('')).not.toContain('<img src=x')
})

test('has an answer for each part of the page that has nothing to show', async () => {
  const parts = await partsOf(snapshot({ nodes: [], threshold: 0 }))
  for (const part of [parts.pkps, parts.signatures, parts.ceremonies]) {
    expect(part).toContain('class="empty"')
  }
})

test('serves one page that runs its own script and no other', async () => {
  const get = open(snapshot)
  const response = await get('/')
  const policy = response.headers.get('content-security-policy') ?? ''
  const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  expect(policy).toContain("default-src 'none'")
  const body = await response.text()
  const attributes = [...body.matchAll(/<(?:script|style)[^>]*nonce="([^"]+)"/g)]
  expect(attributes.map(([, value]) => value)).toEqual([nonce, nonce])
  expect(body).not.toMatch(/ on\w+=| style=|(?:src|href)="(?:https?:)?\/\//)
  const again = await get('/')
  expect(again.headers.get('content-security-policy')).not.toBe(policy)
})

test('answers only under the names of this machine', async () => {
  const get = open(snapshot)
  expect((await get('/', 'localhost:8600')).status).toBe(200)
  expect((await get('/', '127.0.0.1:8600')).status).toBe(200)
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:8600']) {
    expect((await get('/snapshot.json', host)).status).toBe(421)
  }
})

test('tells programs all that it shows', async () => {
  const answer = await open(snapshot)('/snapshot.json')
  expect(await answer.json()).toMatchObject({ threshold: 2, nodes: [{ party: 1 }, {}, {}] })
})

test('sends a page what has changed, and nothing else', async () => {
  let nodes = [node(1), node(2), node(3)]
  const response = await open(() => snapshot({ nodes }))('/events')
  const events = eventsOf(response)
  const first = await events.next(8)
  expect(first.map(({ id }) => id)).toContain('pkps')
  nodes = [node(1), node(2, 'down'), node(3)]
  const second = await events.next(4)
  expect(second.map(({ id }) => id).toSorted()).toEqual(['nodes', 'ring', 'tiles', 'verdict'])
  await events.close()
})

function eventsOf(response: Response) {
  const reader = response.body?.getReader()
  let text = ''
  const take = (count: number) => {
    const whole = text.split('\n\n').slice(0, -1)
    if (whole.length < count) return undefined
    text = text.split('\n\n').slice(count).join('\n\n')
    return whole
      .slice(0, count)
      .map((event) => JSON.parse(event.split('data: ')[1] ?? '') as { id: string; html: string })
  }
  return {
    next: async (count: number) => {
      for (;;) {
        const events = take(count)
        if (events !== undefined) return events
        const chunk = await reader?.read()
        if (chunk?.value === undefined) throw new Error('the events ended')
        text += Buffer.from(chunk.value).toString()
      }
    },
    close: async () => reader?.cancel(),
  }
}
