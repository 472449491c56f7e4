import { zeroAddress, type Hex } from 'viem'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { nodeRegistryAbi } from '../../src/registry/abi/node-registry.ts'
import { certificateStatement } from '../../src/registry/certificate-statement.ts'
import { networkKeyStatement } from '../../src/registry/network-key-statement.ts'
import { certificateCall, networkKeyCall, nodeSetCall } from '../../src/registry/node-set-calls.ts'
import { nodeSetStatement } from '../../src/registry/node-set-statement.ts'
import { revokedCertificate, type RegistryNode } from '../../src/registry/node-set.ts'
import { readNodeSet } from '../../src/registry/read-node-set.ts'
import { signedBy, testNode, testNodes, type TestNode } from '../support/registry-nodes.ts'
import {
  currentSet,
  eventsOf,
  expectRefused,
  expectTaken,
  firstKeyCall,
  networkKey,
  refusalOf,
  send,
  startRegistry,
  type TestRegistry,
} from '../support/registry.ts'

const latest = { blockTag: 'latest' } as const
const thresholds = [2, 2, 3, 4, 4, 5, 6, 6, 7, 8, 8, 9, 10, 10, 11, 12, 12, 13, 14]

let registry: TestRegistry
let snapshot: Hex
beforeAll(async () => {
  registry = await startRegistry()
})
beforeEach(async () => {
  snapshot = await registry.chain.snapshot()
})
afterEach(async () => {
  await registry.chain.revert({ id: snapshot })
})
afterAll(async () => registry.stop())

type Change = {
  readonly epoch?: number
  readonly threshold?: number
  readonly nodes?: readonly RegistryNode[]
  readonly signers?: readonly TestNode[]
  readonly signed?: Readonly<Record<string, unknown>>
}

const recordsOf = (nodes: readonly TestNode[]) => nodes.map(({ record }) => record)
const four = recordsOf(testNodes(4))

/** A handover to four nodes by two of the three, but for what the test changes. */
async function handover(change: Change = {}) {
  const { head } = await currentSet(registry)
  const set = {
    epoch: change.epoch ?? 2,
    threshold: change.threshold ?? 3,
    nodes: change.nodes ?? four,
  }
  const message = { ...set, previous: head, networkKey, ...change.signed }
  const signers = change.signers ?? registry.nodes.slice(0, 2)
  const signatures = await signedBy(signers, nodeSetStatement(registry.place, message))
  return nodeSetCall(registry.contracts.NodeRegistry, set, signatures)
}

/** Another certificate for a node, by two of the three. */
async function recertify(party: number, certificate: Hex, signers = registry.nodes.slice(1)) {
  const { head, epoch } = await currentSet(registry)
  const message = { previous: head, epoch, party, certificate }
  const signatures = await signedBy(signers, certificateStatement(registry.place, message))
  return certificateCall(registry.contracts.NodeRegistry, { party, certificate }, signatures)
}

const changed = (node: TestNode, change: Partial<RegistryNode>): RegistryNode => ({
  ...node.record,
  ...change,
})

describe('the first node set', () => {
  test('is what was deployed', async () => {
    const set = await currentSet(registry)
    expect(set).toMatchObject({ epoch: 1, threshold: 2, networkKey })
    expect(set.nodes).toEqual(recordsOf(registry.nodes))
  })
})

describe('the network key', () => {
  let fresh: TestRegistry
  beforeAll(async () => {
    fresh = await startRegistry({ genesis: true })
  })
  afterAll(async () => fresh.stop())

  async function keyCall(key: Hex, signers: readonly TestNode[]) {
    const { head, epoch } = await currentSet(fresh)
    const statement = networkKeyStatement(fresh.place, { previous: head, epoch, networkKey: key })
    const signatures = await signedBy(signers, statement)
    return networkKeyCall(fresh.contracts.NodeRegistry, key, signatures)
  }

  test('needs every node of the first set', async () => {
    const two = await keyCall(networkKey, fresh.nodes.slice(0, 2))
    await expectRefused(fresh, { call: two }, 'TooFewSignatures', [2n, 3n])
    await expectTaken(fresh, await keyCall(networkKey, fresh.nodes))
  })

  test.each<[string, Hex]>([
    ['too short', `0x8a${'5b'.repeat(94)}`],
    ['not compressed', `0x0a${'5b'.repeat(95)}`],
    ['at infinity', `0xc0${'00'.repeat(95)}`],
  ])('is refused when it is %s', async (_, key) => {
    await expectRefused(fresh, { call: await keyCall(key, fresh.nodes) }, 'MalformedNetworkKey', [
      key,
    ])
  })

  test('comes before anything else counts', async () => {
    const call = nodeSetCall(
      fresh.contracts.NodeRegistry,
      { epoch: 2, threshold: 3, nodes: four },
      [],
    )
    await expectRefused(fresh, { call }, 'NetworkKeyMissing')
  })

  test('is set once, and told', async () => {
    const call = await firstKeyCall(fresh)
    const [event] = eventsOf(await send(fresh, call))
    const { head } = await currentSet(fresh)
    expect(event).toEqual({ name: 'NetworkKeySet', args: { networkKey, head } })
    await expectRefused(fresh, { call }, 'NetworkKeyFixed')
  })
})

describe('a handover', () => {
  test('is taken with a threshold of the set before, and told', async () => {
    const before = await currentSet(registry)
    const [event] = eventsOf(await send(registry, await handover()))
    const after = await currentSet(registry)
    expect(after).toMatchObject({ epoch: 2, threshold: 3, networkKey, nodes: four })
    expect(after.head).not.toBe(before.head)
    expect(event).toEqual({
      name: 'NodeSetChanged',
      args: { epoch: 2, threshold: 3, nodes: four, head: after.head },
    })
  })

  test('leaves past sets readable', async () => {
    const { NodeRegistry } = registry.contracts
    const blockNumber = await registry.chain.getBlockNumber()
    await send(registry, await handover())
    const past = await readNodeSet(registry.chain, NodeRegistry, 1, latest)
    expect(past).toEqual({ epoch: 1, threshold: 2, nodes: recordsOf(registry.nodes) })
    await expect(readNodeSet(registry.chain, NodeRegistry, 2, { blockNumber })).rejects.toThrow(
      'UnknownEpoch',
    )
    const next = await readNodeSet(registry.chain, NodeRegistry, 2, latest)
    expect(next.nodes).toEqual(four)
  })

  test('goes from set to set, each signed by the one before', async () => {
    const nodes = testNodes(7)
    for (const [count, epoch] of [
      [4, 2],
      [7, 3],
      [2, 9],
    ] as const) {
      const { nodes: present, threshold } = await currentSet(registry)
      const signers = nodes.slice(0, threshold)
      expect(present.length).toBeGreaterThanOrEqual(signers.length)
      const next = recordsOf(nodes.slice(0, count))
      const needed = Math.ceil((2 * count) / 3)
      await send(registry, await handover({ epoch, nodes: next, threshold: needed, signers }))
      expect(await currentSet(registry)).toMatchObject({ epoch, threshold: needed, nodes: next })
    }
  })

  test('refuses fewer signatures than the threshold', async () => {
    const call = await handover({ signers: registry.nodes.slice(0, 1) })
    await expectRefused(registry, { call }, 'TooFewSignatures', [1n, 2n])
    await expectTaken(registry, await handover())
  })

  test('refuses one signer twice', async () => {
    const [one] = registry.nodes
    if (one === undefined) throw new Error('no node')
    const { address } = one.signer
    const call = await handover({ signers: [one, one] })
    await expectRefused(registry, { call }, 'SignersNotAscending', [address, address])
  })

  test('refuses signers out of order', async () => {
    const { head } = await currentSet(registry)
    const set = { epoch: 2, threshold: 3, nodes: four }
    const statement = nodeSetStatement(registry.place, { ...set, previous: head, networkKey })
    const signatures = await signedBy(registry.nodes, statement)
    const { NodeRegistry } = registry.contracts
    await expectTaken(registry, nodeSetCall(NodeRegistry, set, signatures))
    const call = nodeSetCall(NodeRegistry, set, signatures.toReversed())
    await expectRefused(registry, { call }, 'SignersNotAscending')
  })

  test('refuses a signer that is in no set, and one of the set to come', async () => {
    const fourth = testNode(4)
    const call = await handover({ signers: [...registry.nodes.slice(0, 2), fourth] })
    await expectRefused(registry, { call }, 'NotASigner', [fourth.signer.address, 1])
    await expectTaken(registry, await handover({ signers: registry.nodes }))
  })

  test('refuses a signer that left', async () => {
    const two = testNodes(3).slice(1)
    await send(registry, await handover({ nodes: recordsOf(two), threshold: 2 }))
    const gone = testNode(1)
    const late = { epoch: 3, signers: [gone, ...two.slice(0, 1)] }
    await expectRefused(registry, { call: await handover(late) }, 'NotASigner', [
      gone.signer.address,
      2,
    ])
    await expectTaken(registry, await handover({ epoch: 3, signers: two }))
  })

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['another epoch', { epoch: 3 }],
    ['another threshold', { threshold: 2 }],
    ['another network key', { networkKey: `0x8b${'5b'.repeat(95)}` }],
    ['another head', { previous: `0x${'11'.repeat(32)}` }],
    ['fewer nodes', { nodes: four.slice(0, 3) }],
    ['another operator', { nodes: [...four.slice(0, 3), { ...four[3], operator: zeroAddress }] }],
    ['another address', { nodes: [...four.slice(0, 3), { ...four[3], peerUrl: 'https://x' }] }],
  ])('refuses signatures over %s', async (_, signed) => {
    await expectRefused(registry, { call: await handover({ signed }) }, 'NotASigner')
  })

  test('refuses signatures for another contract or chain', async () => {
    const { head } = await currentSet(registry)
    const set = { epoch: 2, threshold: 3, nodes: four }
    for (const place of [
      { ...registry.place, contract: registry.contracts.PkpNft },
      { ...registry.place, chainId: 1 },
    ]) {
      const statement = nodeSetStatement(place, { ...set, previous: head, networkKey })
      const signatures = await signedBy(registry.nodes, statement)
      const call = nodeSetCall(registry.contracts.NodeRegistry, set, signatures)
      await expectRefused(registry, { call }, 'NotASigner')
    }
  })

  test('is not taken twice, nor after another statement', async () => {
    const call = await handover()
    const rival = await handover({ epoch: 3, signers: registry.nodes })
    await send(registry, call)
    await expectRefused(registry, { call }, 'EpochNotRising', [2, 2])
    // Its three signers are in the new set too: what stops it is the head that they signed.
    await expectRefused(registry, { call: rival }, 'NotASigner')
  })

  test.each([0, 1])('refuses epoch %i', async (epoch) => {
    const call = await handover({ epoch })
    await expectRefused(registry, { call }, 'EpochNotRising', [epoch, 1])
  })

  test.each([0, 2, 4])('refuses a threshold of %i for four', async (threshold) => {
    const call = await handover({ threshold })
    await expectRefused(registry, { call }, 'WrongThreshold', [BigInt(threshold), 3n])
  })

  test('takes two to twenty nodes, with two thirds rounded up', async () => {
    for (const [place, threshold] of thresholds.entries()) {
      const nodes = recordsOf(testNodes(place + 2))
      await expectTaken(registry, await handover({ nodes, threshold }))
    }
  })

  test.each([0, 1, 21])('refuses %i nodes', async (count) => {
    const call = await handover({ nodes: recordsOf(testNodes(count)) })
    await expectRefused(registry, { call }, 'NodeCountOutOfRange', [BigInt(count), 2n, 20n])
  })

  const [first, second, third] = testNodes(3) as [TestNode, TestNode, TestNode]
  const others = [first.record, second.record]

  test.each<[string, Partial<RegistryNode>]>([
    ['party', { party: 0 }],
    ['operator', { operator: zeroAddress }],
    ['signer', { signer: zeroAddress }],
    ['identity key', { identityKey: revokedCertificate }],
    ['certificate', { certificate: revokedCertificate }],
    ['peer URL', { peerUrl: '' }],
    ['wallet URL', { walletUrl: '' }],
  ])('refuses a node without %s', async (_, change) => {
    const lame = changed(first, change)
    const nodes = [lame, second.record, third.record]
    const call = await handover({ nodes, threshold: 2 })
    await expectRefused(registry, { call }, 'IncompleteNode', [lame.party])
  })

  test.each(['operator', 'signer', 'identityKey', 'certificate'] as const)(
    'refuses two nodes with one %s',
    async (field) => {
      const fourth = changed(testNode(4), { [field]: first.record[field] })
      const call = await handover({ nodes: [...others, third.record, fourth] })
      await expectRefused(registry, { call }, 'NodesShare', [1, 4])
    },
  )

  test('refuses parties out of order, or twice', async () => {
    const swapped = [second.record, first.record, third.record]
    const call = await handover({ nodes: swapped, threshold: 2 })
    await expectRefused(registry, { call }, 'PartiesNotAscending', [2, 1])
    const twice = [...others, changed(testNode(3), { party: 2 })]
    const again = await handover({ nodes: twice, threshold: 2 })
    await expectRefused(registry, { call: again }, 'PartiesNotAscending', [2, 2])
  })

  test('refuses a URL that is too long, and takes the longest', async () => {
    const url = (length: number) => `https://${'a'.repeat(length - 8)}`
    const withUrl = (length: number) => [...others, changed(third, { walletUrl: url(length) })]
    const call = await handover({ nodes: withUrl(257), threshold: 2 })
    await expectRefused(registry, { call }, 'UrlTooLong', [3, 257n, 256n])
    await expectTaken(registry, await handover({ nodes: withUrl(256), threshold: 2 }))
  })

  test('never gives a party number to another operator, even when the first has left', async () => {
    await send(registry, await handover({ nodes: others, threshold: 2 }))
    const heir = testNode(3, 'heir')
    const call = await handover({ epoch: 3, nodes: [...others, heir.record], threshold: 2 })
    const holders = [3, third.record.operator, heir.record.operator]
    await expectRefused(registry, { call }, 'PartyTaken', holders)
    const back = changed(heir, { operator: third.record.operator })
    await expectTaken(
      registry,
      await handover({ epoch: 3, nodes: [...others, back], threshold: 2 }),
    )
  })
})

describe("a node's certificate", () => {
  const fresh: Hex = `0x${'7e'.repeat(32)}`

  test('is replaced by a threshold, and told', async () => {
    const replaced = registry.nodes[1]?.record.certificate
    const [event] = eventsOf(await send(registry, await recertify(2, fresh)))
    const { head, nodes } = await currentSet(registry)
    expect(nodes.map(({ certificate }) => certificate)).toEqual([
      registry.nodes[0]?.record.certificate,
      fresh,
      registry.nodes[2]?.record.certificate,
    ])
    const args = { epoch: 1, party: 2, replaced, certificate: fresh, head }
    expect(event).toEqual({ name: 'CertificateChanged', args })
  })

  test('is revoked by a threshold, and renewed later', async () => {
    await send(registry, await recertify(2, revokedCertificate))
    expect((await currentSet(registry)).nodes[1]?.certificate).toBe(revokedCertificate)
    await send(registry, await recertify(2, fresh))
    expect((await currentSet(registry)).nodes[1]?.certificate).toBe(fresh)
  })

  test('never comes back', async () => {
    const old = registry.nodes[1]?.record.certificate ?? fresh
    await send(registry, await recertify(2, fresh))
    const call = await recertify(2, old)
    await expectRefused(registry, { call }, 'CertificateRetired', [2, old])
    const nodes = recordsOf(registry.nodes)
    const again = await handover({ nodes, threshold: 2 })
    await expectRefused(registry, { call: again }, 'CertificateRetired', [2, old])
  })

  test('is not changed by fewer, by one twice, or by a replayed statement', async () => {
    const [one] = registry.nodes
    if (one === undefined) throw new Error('no node')
    const few = await recertify(2, fresh, [one])
    await expectRefused(registry, { call: few }, 'TooFewSignatures', [1n, 2n])
    const twice = await recertify(2, fresh, [one, one])
    await expectRefused(registry, { call: twice }, 'SignersNotAscending')
    const earlier = await recertify(3, `0x${'7d'.repeat(32)}`)
    await send(registry, await recertify(2, fresh))
    await expectRefused(registry, { call: earlier }, 'NotASigner')
  })

  test("is not another node's, nor the one there is, nor of a party that is not there", async () => {
    const [one, two] = registry.nodes.map(({ record }) => record.certificate)
    if (one === undefined || two === undefined) throw new Error('no node')
    await expectRefused(registry, { call: await recertify(2, one) }, 'NodesShare', [1, 2])
    await expectRefused(registry, { call: await recertify(2, two) }, 'CertificateUnchanged', [
      2,
      two,
    ])
    await expectRefused(registry, { call: await recertify(9, fresh) }, 'UnknownParty', [1, 9])
    await expectTaken(registry, await recertify(2, fresh))
  })
})

test('says who signs in which epoch', async () => {
  await send(registry, await handover({ nodes: four.slice(0, 2), threshold: 2 }))
  const isSigner = async (epoch: number, party: number) =>
    registry.chain.readContract({
      abi: nodeRegistryAbi,
      address: registry.contracts.NodeRegistry,
      functionName: 'isSigner',
      args: [epoch, testNode(party).signer.address],
    })
  expect(await isSigner(1, 3)).toBe(true)
  expect(await isSigner(2, 3)).toBe(false)
  expect(await isSigner(2, 1)).toBe(true)
})

test('takes no statement without a signature', async () => {
  const set = { epoch: 2, threshold: 3, nodes: four }
  const call = nodeSetCall(registry.contracts.NodeRegistry, set, [])
  expect(await refusalOf(registry, call)).toEqual({ name: 'TooFewSignatures', args: [0n, 2n] })
})
