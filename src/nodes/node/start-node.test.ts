import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/support/eventually.ts'
import { createCluster, type NodeCluster } from '../../../test/support/node-cluster.ts'

let cluster: NodeCluster

beforeAll(async () => {
  cluster = await createCluster(3)
  await Promise.all([1, 2, 3].map(async (party) => cluster.start(party)))
  await cluster.genesis()
})
afterAll(async () => cluster.stop())

test('every node is ready, and a pool of keys waits', async () => {
  for (const node of cluster.nodes.values()) {
    await eventually('two keys wait', () => node.signing.readyKeys().length === 2)
  }
  expect(cluster.node(1).signing.readyKeys()).toEqual(cluster.node(2).signing.readyKeys())
})
