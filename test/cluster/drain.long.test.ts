import { readdirSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { presignatureAnswer } from '../../src/protocol/endpoints.ts'
import type { ClusterNode } from './support/cluster-node.ts'
import { newPerson, type RawPerson } from './support/raw-person.ts'
import { expectSigns, headerFor, presignAt } from './support/raw-signing.ts'
import { useCluster } from './support/use-cluster.ts'
import { waitUntil } from './support/wait-until.ts'

const cluster = useCluster({ nodes: 3, node: (party) => (party === 3 ? { faults: {} } : {}) })
let person: RawPerson
let node: ClusterNode

beforeAll(async () => {
  person = await newPerson(cluster())
  node = cluster().node(3)
})

test('a node that is asked to end answers what it was asked before, and nothing after', async () => {
  const { wallet, key } = person
  const files = readdirSync(node.place.dir)
  node.misbehave({ presignDelayMs: 500 })
  const header = await headerFor(wallet, key, [1, 3])
  const asked = Promise.all([1, 3].map(async (party) => presignAt(wallet, party, header)))
  await waitUntil('the node works on it', () => node.misdeeds().includes('delays'))
  const ending = node.kill('SIGTERM')
  for (const answer of await asked) {
    expect(answer).toMatchObject({ status: 200, signed: true })
    expect(presignatureAnswer.parse(answer.json).contributions).toHaveLength(2)
  }
  expect(await ending).toEqual({ code: 0, signal: null })
  await expect(wallet.ask(3, { path: '/v1/status' })).rejects.toThrow('fetch failed')
  expect(() => process.kill(node.pid, 0)).toThrow('ESRCH')
  expect(readdirSync(node.place.dir).filter((file) => !files.includes(file))).toEqual([])

  node.misbehave({})
  node.start()
  await cluster().ready()
  await expectSigns(wallet, key, [1, 3])
})

test('every node of a whole set ends as it should, and comes back with the same keys', async () => {
  const endings = await Promise.all(cluster().nodes.map(async (one) => one.kill('SIGTERM')))
  expect(endings).toEqual(cluster().nodes.map(() => ({ code: 0, signal: null })))
  for (const one of cluster().nodes) one.start()
  await cluster().ready()
  await expectSigns(person.wallet, person.key, [1, 2])
  await expectSigns(person.wallet, person.key, [2, 3])
})

test('a node that ends while it starts ends as it should', async () => {
  await node.kill('SIGTERM')
  const before = node.log().length
  node.start()
  await waitUntil('it has begun', () => node.log().length > before)
  const { code, signal } = await node.kill('SIGTERM')
  expect([code, signal]).toEqual([0, null])
  node.start()
  await cluster().ready()
  await expectSigns(person.wallet, person.key, [1, 3])
})
