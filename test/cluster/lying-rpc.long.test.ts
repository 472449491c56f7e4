import { readFileSync, writeFileSync } from 'node:fs'
import {
  createPublicClient,
  decodeFunctionResult,
  encodeFunctionData,
  encodeFunctionResult,
  getAbiItem,
  http,
  toFunctionSelector,
  type Hex,
} from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { errorBody } from '../../src/protocol/error-body.ts'
import { listKeys } from '../../src/quorum/keys/list-keys.ts'
import { connect } from '../../src/quorum/network/connect.ts'
import { signInWithAccount } from '../../src/quorum/sessions/sign-in-with-account.ts'
import { nodeRegistryAbi } from '../../src/registry/abi/node-registry.ts'
import { pkpPermissionsAbi } from '../../src/registry/abi/pkp-permissions.ts'
import { tokenIdOf } from '../../src/registry/token-id.ts'
import type { ClusterNode } from './support/cluster-node.ts'
import { newPerson, type RawPerson } from './support/raw-person.ts'
import { expectSigns, messageRequest } from './support/raw-signing.ts'
import { randomHex } from './support/raw-wallet.ts'
import {
  fails,
  goesBack,
  hangs,
  saysChainId,
  saysOfCalls,
  saysOtherHashes,
  standsStill,
  startRpcProxy,
  type RpcLie,
  type RpcProxy,
} from './support/rpc-proxy.ts'
import { useCluster } from './support/use-cluster.ts'
import { waitUntil } from './support/wait-until.ts'

// Whoever reads a chain through others reads what they like. A wallet shows nothing that nodes have
// not signed; a node judges by nothing on which its two RPCs do not agree.

const cluster = useCluster({
  nodes: 3,
  node: (party) => (party === 3 ? { lyingRpcs: true } : {}),
  blockEachSecond: true,
})
let person: RawPerson

/** Short enough to be waited for. */
const watch = { maxAgeSeconds: 10, maxSpread: 8, graceMilliseconds: 3000 }

beforeAll(async () => {
  const node = cluster().node(3)
  const config: unknown = JSON.parse(readFileSync(node.place.config, 'utf8'))
  writeFileSync(node.place.config, JSON.stringify({ ...(config as object), chain: watch }))
  await node.restart()
  await cluster().ready()
  person = await newPerson(cluster())
}, 600_000)

const record = { abi: pkpPermissionsAbi, functionName: 'getPkpRecord' } as const
const recordSelector = toFunctionSelector(
  getAbiItem({ abi: record.abi, name: record.functionName }),
)

type PkpRecord = ReturnType<typeof decodeRecord>
const decodeRecord = (data: Hex) => decodeFunctionResult({ ...record, data })

const aboutKeys = (change: (said: PkpRecord) => PkpRecord): RpcLie =>
  saysOfCalls(recordSelector, (returned) => {
    if (returned === '0x') return returned
    return encodeFunctionResult({ ...record, result: change(decodeRecord(returned)) })
  })

const list = { abi: pkpPermissionsAbi, functionName: 'getTokenIdsForAuthMethodInRange' } as const
const listSelector = toFunctionSelector(getAbiItem({ abi: list.abi, name: list.functionName }))

const set = { abi: nodeRegistryAbi, functionName: 'currentNodeSet' } as const
const setSelector = toFunctionSelector(getAbiItem({ abi: set.abi, name: set.functionName }))

type NodeSet = ReturnType<typeof decodeSet>
const decodeSet = (data: Hex) => decodeFunctionResult({ ...set, data })

const aboutNodes = (change: (said: NodeSet) => NodeSet): RpcLie =>
  saysOfCalls(setSelector, (returned) =>
    encodeFunctionResult({ ...set, result: change(decodeSet(returned)) }),
  )

/** Asks the chain itself. */
const honestly = () => createPublicClient({ transport: http(cluster().chain.url) })

const blockAt = async (number: bigint): Promise<unknown> =>
  honestly().request({
    method: 'eth_getBlockByNumber',
    params: [`0x${number.toString(16)}`, false],
  })

describe('a wallet behind an RPC that lies', () => {
  const forged = privateKeyToAccount(generatePrivateKey())
  let rpc: RpcProxy

  beforeAll(async () => {
    rpc = await startRpcProxy(cluster().chain.url)
  })
  afterEach(() => rpc.honest())
  afterAll(async () => rpc.stop())

  const open = async () => connect({ deployment: cluster().deployment, rpcUrls: [rpc.url] })

  const shown = async () => {
    const session = await signInWithAccount(await open(), person.account)
    const keys = await listKeys(session)
    return keys.map(({ publicKey }) => publicKey)
  }

  test('shows the keys that nodes have signed for, while it tells the truth', async () => {
    expect(await shown()).toEqual([person.key])
  })

  test('shows no address of its making', async () => {
    const session = await signInWithAccount(await open(), person.account)
    const [honest] = await listKeys(session)
    rpc.lie(aboutKeys((said) => ({ ...said, ethAddress: forged.address })))
    const [key] = await listKeys(session)
    expect(key?.ethAddress).toBe(honest?.ethAddress)
    expect(key?.ethAddress).not.toBe(forged.address)
  })

  test('shows no public key of its making', async () => {
    const { publicKey } = forged
    rpc.lie(aboutKeys((said) => ({ ...said, publicKey, ethAddress: forged.address })))
    await expect(shown()).rejects.toMatchObject({ code: 'untrusted-registry' })
    rpc.honest()
    expect(await shown()).toEqual([person.key])
  })

  test('leaves out a key that the network has not signed for', async () => {
    const { publicKey, address: ethAddress } = forged
    const aboutOne = aboutKeys((said) => ({ ...said, publicKey, ethAddress }))
    const aboutAll = saysOfCalls(listSelector, (returned) => {
      const [, total] = decodeFunctionResult({ ...list, data: returned })
      return encodeFunctionResult({ ...list, result: [[tokenIdOf(publicKey)], total] })
    })
    // The record asked for is that of a token which the registry has not.
    rpc.lie(async (call, truth) => {
      const [asked, at] = call.params as readonly [{ to: Hex; data: Hex }, unknown]
      if (call.method === 'eth_call' && asked.data.startsWith(recordSelector)) {
        const data = encodeFunctionData({ ...record, args: [tokenIdOf(person.key)] })
        const said: unknown = await honestly().request({
          method: 'eth_call',
          params: [{ to: asked.to, data }, at as 'latest'],
        })
        return aboutOne(call, async () => Promise.resolve(said))
      }
      return aboutAll(call, truth)
    })
    expect(await shown()).toEqual([])
    rpc.honest()
    expect(await shown()).toEqual([person.key])
  })

  test.each<[string, () => RpcLie, string]>([
    [
      'other nodes',
      () =>
        aboutNodes(([epoch, threshold, head, key, nodes]) => [
          epoch,
          threshold,
          head,
          key,
          nodes.map((node) => ({ ...node, identityKey: randomHex(32) })),
        ]),
      'untrusted-registry',
    ],
    [
      'a lower threshold',
      () => aboutNodes(([epoch, , head, key, nodes]) => [epoch, 1, head, key, nodes.slice(0, 2)]),
      'untrusted-registry',
    ],
    [
      'another network key',
      () =>
        aboutNodes(([epoch, threshold, head, , nodes]) => [
          epoch,
          threshold,
          head,
          `0x8a${'5b'.repeat(95)}`,
          nodes,
        ]),
      'replaced',
    ],
    ['another chain', () => saysChainId(1), 'untrusted-registry'],
    ['a time before the registry', () => goesBack(1_000_000, blockAt), 'untrusted-registry'],
  ])('does not go by %s', async (_, lie, code) => {
    rpc.lie(lie())
    await expect(open()).rejects.toMatchObject({ code })
    rpc.honest()
    expect(await shown()).toEqual([person.key])
  })
})

describe('a node behind RPCs that lie', () => {
  let node: ClusterNode
  let rpcs: readonly RpcProxy[]

  beforeAll(() => {
    node = cluster().node(3)
    rpcs = node.place.rpc
  })
  afterEach(() => {
    for (const rpc of rpcs) rpc.honest()
  })

  /** What it says to a request for which it has to read the registry. */
  const said = async (): Promise<{ readonly code: string; readonly message: string }> => {
    const answer = await person.wallet.ask(3, {
      path: '/v1/signatures',
      body: {
        ...messageRequest(person.key, 'any'),
        presignature: randomHex(32),
        acknowledgements: [],
      },
    })
    return errorBody.parse(answer.json).error
  }

  const until = async (code: string, words = ''): Promise<void> => {
    await waitUntil(
      `it says ${code}`,
      async () => {
        const error = await said()
        return error.code === code && error.message.includes(words)
      },
      { pause: 200 },
    )
  }

  const expectRecovers = async (): Promise<void> => {
    for (const rpc of rpcs) rpc.honest()
    // It has come past the registry: there only is no such presignature.
    await until('presignature-gone')
    await waitUntil('it signs', async () => {
      await expectSigns(person.wallet, person.key, [2, 3])
      return true
    })
  }

  const one = (lie: () => RpcLie) => (): void => rpcs[1]?.lie(lie())

  const both = (lie: () => RpcLie) => (): void => {
    for (const rpc of rpcs) rpc.lie(lie())
  }

  test.each<[string, () => void, string, string]>([
    ['one has other blocks', one(() => saysOtherHashes), 'chain-disagrees', ''],
    ['one goes back in time', one(() => goesBack(5, blockAt)), 'chain-disagrees', 'back in time'],
    ['both go back in time', both(() => goesBack(5, blockAt)), 'chain-disagrees', 'back in time'],
    ['one stands still', one(standsStill), 'chain-stale', 'behind'],
    ['both stand still', both(standsStill), 'chain-stale', 'no block'],
    [
      'one reads something else in the same block',
      one(() => aboutKeys((key) => ({ ...key, sessionsValidFrom: key.sessionsValidFrom + 1n }))),
      'chain-disagrees',
      'read differently',
    ],
    ['one fails', one(() => fails(500)), 'chain-unavailable', ''],
    ['one is silent', one(() => hangs), 'chain-unavailable', ''],
  ])('refuses when %s, while the others sign, and recovers', async (_, lie, code, words) => {
    await until('presignature-gone')
    lie()
    await until(code, words)
    await expectSigns(person.wallet, person.key, [1, 2])
    await expectRecovers()
  })

  test('refuses when one serves another chain, which it asks once it doubts', async () => {
    rpcs[0]?.lie(saysOtherHashes)
    await until('chain-disagrees')
    rpcs[0]?.lie(saysChainId(1))
    await until('chain-disagrees', 'serves chain 1')
    await expectSigns(person.wallet, person.key, [1, 2])
    await expectRecovers()
  })
})
