import { expect, test } from 'vitest'
import { activityOf } from '../../../../test/support/activities.ts'
import { nodeView } from './node-view.ts'

const seen = {
  party: 1,
  walletUrl: 'http://127.0.0.1:1',
  log: 'node-1.log',
  pid: 7,
  running: true,
  silentFor: 0,
  answered: true,
  activity: activityOf(1),
}

test.each([
  ['ready', {}],
  ['starting', { activity: activityOf(1, { ready: false, problems: ['no pairs'] }) }],
  ['starting', { activity: undefined, answered: false, silentFor: 10_000 }],
  ['starting', { activity: undefined, silentFor: 1000 }],
  ['frozen', { activity: undefined, silentFor: 5000 }],
  ['frozen', { activity: undefined, answered: false, silentFor: 30_000 }],
  ['down', { activity: undefined, running: false }],
] as const)('a node is %s when %o', (state, changes) => {
  expect(nodeView({ ...seen, ...changes }).state).toBe(state)
})

test('says nothing of the inside of a node that does not answer', () => {
  const view = nodeView({ ...seen, activity: undefined, running: false })
  expect([view.inside, view.pid]).toEqual([undefined, undefined])
  expect(nodeView(seen).inside?.readyKeys).toBe(4)
})
