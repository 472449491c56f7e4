import { expect, test } from 'vitest'
import { ProtocolError } from '../../protocol/protocol-error.ts'
import { revokedCertificate } from '../../registry/node-set.ts'
import { readinessProblems } from './readiness.ts'

type Parts = Parameters<typeof readinessProblems>[0]

const record = {
  party: 1,
  operator: `0x${'01'.repeat(20)}`,
  signer: `0x${'02'.repeat(20)}`,
  identityKey: `0x${'03'.repeat(32)}`,
  certificate: `0x${'04'.repeat(32)}`,
  peerUrl: 'https://127.0.0.1:1',
  walletUrl: 'http://127.0.0.1:2',
} as const

const set = {
  epoch: 0,
  threshold: 2,
  head: `0x${'05'.repeat(32)}`,
  networkKey: '0xaa',
  nodes: [record, { ...record, party: 2 }],
} as const

const parts = (changes: Partial<Parts> = {}): Parts => ({
  record,
  chain: { problem: () => undefined },
  nodeSet: { known: true, current: () => set, onChange: () => () => {} },
  vault: { networkKey: () => Uint8Array.of(0xaa) },
  keyMaker: { networkKeyAgreed: true },
  pairs: { live: new Map([[2, {} as never]]) },
  connected: () => new Set([2]),
  stopping: () => false,
  ...changes,
})

test('a node that can do its part has no problems', () => {
  expect(readinessProblems(parts())).toEqual([])
})

test('before the registry was read, a node says so, and fails over nothing', () => {
  const unread = (): never => {
    throw new Error('not read yet')
  }
  const nodeSet = { known: false, current: unread, onChange: () => () => {} }
  expect(readinessProblems(parts({ nodeSet }))).toEqual(['the registry has not been read yet'])
})

test('too few peers, and too few that are set up with, are different problems', () => {
  const [connected] = readinessProblems(parts({ connected: () => new Set() }))
  const [paired] = readinessProblems(parts({ pairs: { live: new Map() } }))
  expect([connected, paired]).toEqual([
    'connected to 0 other nodes, of which it takes 1',
    'set up with 0 other nodes, of which it takes 1',
  ])
  const other = new Map([[3, {} as never]])
  expect(readinessProblems(parts({ pairs: { live: other } }))).toEqual([paired])
})

const knowing = (changes: Partial<typeof set>): Partial<Parts> => ({
  nodeSet: { known: true, current: () => ({ ...set, ...changes }), onChange: () => () => {} },
})
const noKey = { vault: { networkKey: () => undefined } }
const stale = new ProtocolError('chain-stale', 'the chain stands still')

test.each<[string, Partial<Parts>]>([
  ['stopping', { stopping: () => true }],
  ['stands still', { chain: { problem: () => stale } }],
  ['takes all nodes', { ...noKey, ...knowing({ networkKey: '0x' as typeof set.networkKey }) }],
  ['holds no share', noKey],
  ['deploy network-key', knowing({ networkKey: '0x' as typeof set.networkKey })],
  ['did not help to make', { keyMaker: { networkKeyAgreed: false } }],
  ['does not name this node', { record: { ...record, party: 3 } }],
  ['another certificate', { record: { ...record, certificate: revokedCertificate } }],
])('what is wrong is said, and nothing else: %s', (words, changes) => {
  const problems = readinessProblems(parts(changes))
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(words)
})
