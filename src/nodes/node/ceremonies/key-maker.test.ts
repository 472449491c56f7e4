import { afterEach, expect, test } from 'vitest'
import { eventually } from '../../../../test/support/eventually.ts'
import { createCluster, type NodeCluster } from '../../../../test/support/node-cluster.ts'
import { asker, signOnce } from '../../../../test/support/signing-round.ts'
import type { FailpointName } from '../failpoints.ts'

let cluster: NodeCluster | undefined
afterEach(async () => cluster?.stop())

/** Fails at a moment, once: as far as the others can tell, the node has ended there. */
const failingOnce = (moment: FailpointName, when: () => boolean = () => true) => {
  let left = 1
  return (name: FailpointName): void => {
    if (name !== moment || left === 0 || !when()) return
    left--
    throw new Error(`failed at ${moment}`)
  }
}

const networkKeys = (nodes: NodeCluster): readonly (string | undefined)[] =>
  [...nodes.nodes.values()].map(({ signing }) => {
    const [key] = signing.networkSharing()?.commitments ?? []
    return key && Buffer.from(key.toBytes()).toString('hex')
  })

test.each([1, 3])(
  'node %i misses the end of the network key’s making: it comes to hold that key, and no other is made',
  async (party) => {
    const nodes = await createCluster(3, { pool: 0 })
    cluster = nodes
    const failpoints = failingOnce('dkg.before-result')
    for (const one of [1, 2, 3]) await nodes.start(one, one === party ? { failpoints } : {})
    await nodes.genesis()
    expect(new Set(networkKeys(nodes)).size).toBe(1)
    expect(networkKeys(nodes)[0]).toBeDefined()
  },
)

test.each<FailpointName>(['dkg.before-checkpoint', 'dkg.after-checkpoint'])(
  'a node fails at %s: nothing is made of it, and the next try succeeds',
  async (moment) => {
    const nodes = await createCluster(3, { pool: 0 })
    cluster = nodes
    for (const party of [1, 2, 3]) {
      await nodes.start(party, party === 2 ? { failpoints: failingOnce(moment) } : {})
    }
    await nodes.genesis()
    expect(new Set(networkKeys(nodes)).size).toBe(1)
  },
)

test('a key of the pool that one node missed is held by it soon, also after a restart, and signs', async () => {
  const nodes = await createCluster(3, { pool: 1 })
  cluster = nodes
  let network = true
  const failpoints = failingOnce('dkg.before-result', () => !network)
  for (const party of [1, 2, 3]) await nodes.start(party, party === 3 ? { failpoints } : {})
  // The first key that is made is the network's.
  await eventually('there is a network key', () =>
    networkKeys(nodes).every((key) => key !== undefined),
  )
  network = false
  await nodes.genesis()
  const ready = (party: number) => nodes.node(party).signing.readyKeys()
  await eventually('the others have it', () => ready(1).length >= 1 && ready(2).length >= 1)
  // The oldest: a second one may be made before node 3 has fetched it.
  const [missed] = ready(1)
  if (missed === undefined) throw new Error('a key waits')
  await nodes.stopNode(3)
  await nodes.start(3)
  await eventually('so has node 3', () => ready(3).includes(missed))
  await nodes.ready()
  await eventually('nodes 1 and 3 are a pair', () =>
    [1, 3].every((party) =>
      nodes
        .node(party)
        .signing.generations()
        .has(4 - party),
    ),
  )
  const signers = new Map([1, 3].map((party) => [party, nodes.node(party).signing]))
  expect(await signOnce(signers, missed, asker)).toBe('signature')
})

test('without all nodes no key is made; with the last one it is', async () => {
  const nodes = await createCluster(3, { pool: 1 })
  cluster = nodes
  await nodes.start(1)
  await nodes.start(2)
  await eventually('two are a pair', () => nodes.node(1).signing.generations().has(2))
  expect(networkKeys(nodes)).toEqual([undefined, undefined])
  expect(nodes.node(1).problems()).toContain('the network key is not made yet: it takes all nodes')
  expect(() => nodes.node(1).signing.networkShare('node-set', new Uint8Array())).toThrow(
    expect.objectContaining({ code: 'not-ready' }) as Error,
  )
  await nodes.start(3)
  await nodes.genesis()
  for (const node of nodes.nodes.values()) {
    await eventually('a key waits', () => node.signing.readyKeys().length >= 1)
    expect(await node.signing.genesis()).toBeUndefined()
  }
})
