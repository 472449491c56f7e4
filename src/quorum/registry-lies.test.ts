import { decodeFunctionResult, encodeFunctionResult, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { mintOf, toItself } from '../../test/support/pkps.ts'
import { stageNodes, type QuorumStage } from '../../test/support/quorum-stage.ts'
import { accountOf, signedBy } from '../../test/support/registry-nodes.ts'
import { startRpcProxy, type RpcLie, type RpcProxy } from '../../test/support/rpc-proxy.ts'
import { ProtocolError } from '../protocol/protocol-error.ts'
import { nodeRegistryAbi } from '../registry/abi/node-registry.ts'
import { pkpPermissionsAbi } from '../registry/abi/pkp-permissions.ts'
import { authMethodOf } from '../registry/auth-method-id.ts'
import { mintCall } from '../registry/mint-call.ts'
import { mintStatement } from '../registry/mint-statement.ts'
import { listKeys } from './keys/list-keys.ts'
import { mintKey } from './keys/mint-key.ts'
import { verifyKey } from './keys/verify-key.ts'
import { connect } from './network/connect.ts'
import { signInWithAccount } from './sessions/sign-in-with-account.ts'
import { memoryStore } from './store.ts'

let stage: QuorumStage
/** What the wallet reads the chain through; the nodes have another. */
let rpc: RpcProxy
let honestUrl: string

beforeAll(async () => {
  stage = await stageNodes({ keys: 12 })
  const { transport } = stage.nodes.registry.chain
  honestUrl = (transport as unknown as { readonly url: string }).url
  rpc = await startRpcProxy(honestUrl)
})
afterEach(() => {
  rpc.lie(undefined)
  stage.heal()
})
afterAll(async () => {
  await rpc.stop()
  await stage.close()
})

const open = async (changes: Partial<Parameters<typeof connect>[0]> = {}) =>
  connect({ deployment: stage.deployment, fetch: stage.fetch, rpcUrls: [rpc.url], ...changes })

const codeOf = async (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'taken',
    (error: { code?: unknown }) => error.code ?? error,
  )

type CurrentSet = readonly [
  number,
  number,
  Hex,
  Hex,
  readonly (Readonly<Record<string, unknown>> & { readonly identityKey: Hex })[],
]

/** A lie about the node set, by whoever answers calls to the registry. */
const aboutNodes =
  (change: (set: CurrentSet) => CurrentSet): RpcLie =>
  (method, result) => {
    if (method !== 'eth_call') return undefined
    const shape = { abi: nodeRegistryAbi, functionName: 'currentNodeSet' } as const
    const set = decodeFunctionResult({ ...shape, data: result as Hex })
    const changed = change(set)
    return encodeFunctionResult({ ...shape, result: changed as never })
  }

test('an RPC that loses a call is asked once more, and not for ever', async () => {
  let lose = 1
  const fetch: typeof stage.fetch = async (input, init) => {
    if (input === rpc.url && lose-- > 0) throw new TypeError('the connection broke')
    return stage.fetch(input, init)
  }
  expect(await codeOf(open({ fetch }))).toBe('taken')
  lose = 2
  expect(await codeOf(open({ fetch }))).toBe('no-network')
})

describe('an RPC that lies about the nodes', () => {
  test('is believed as long as it tells what they have signed', async () => {
    rpc.lie(aboutNodes((set) => set))
    expect(await codeOf(open())).toBe('taken')
  })

  test.each<[string, (set: CurrentSet) => CurrentSet, string]>([
    [
      'other identities',
      ([epoch, threshold, head, key, nodes]) => [
        epoch,
        threshold,
        head,
        key,
        nodes.map((node) => ({ ...node, identityKey: `0x${'ab'.repeat(32)}` as const })),
      ],
      'untrusted-registry',
    ],
    [
      'another signer',
      ([epoch, threshold, head, key, nodes]) => [
        epoch,
        threshold,
        head,
        key,
        nodes.map((node) => ({ ...node, signer: accountOf('liar').address })),
      ],
      'untrusted-registry',
    ],
    [
      'a lower threshold',
      ([epoch, , head, key, nodes]) => [epoch, 2, head, key, nodes.slice(0, 2)],
      'untrusted-registry',
    ],
    ['a later epoch', ([epoch, ...rest]) => [epoch + 1, ...rest], 'untrusted-registry'],
    [
      'another network key',
      ([epoch, threshold, head, , nodes]) => [
        epoch,
        threshold,
        head,
        `0x8a${'5b'.repeat(95)}`,
        nodes,
      ],
      'replaced',
    ],
    [
      'no network key',
      ([epoch, threshold, head, , nodes]) => [epoch, threshold, head, '0x', nodes],
      'untrusted-registry',
    ],
  ])('is not believed: %s', async (_, change, code) => {
    rpc.lie(aboutNodes(change))
    expect(await codeOf(open())).toBe(code)
  })

  test('is not believed when it is on another chain, or reads no registry', async () => {
    rpc.lie((method) => (method === 'eth_chainId' ? '0x1' : undefined))
    expect(await codeOf(open())).toBe('untrusted-registry')
    rpc.lie((method) => (method === 'eth_call' ? '0x' : undefined))
    expect(await codeOf(open())).toBe('untrusted-registry')
  })

  test('does not go back to an epoch that is over', async () => {
    const store = memoryStore()
    const network = await open({ store })
    await store.set(`epoch ${network.name}`, '7')
    expect(await codeOf(open({ store }))).toBe('untrusted-registry')
  })

  test('is caught by a second one, which alone is enough when the first is down', async () => {
    const rpcUrls = [rpc.url, honestUrl]
    rpc.lie(aboutNodes(([epoch, ...rest]) => [epoch + 1, ...rest]))
    expect(await codeOf(open({ rpcUrls }))).toBe('untrusted-registry')
    rpc.lie(undefined)
    expect(await codeOf(open({ rpcUrls }))).toBe('taken')
    rpc.fail(true)
    expect(await codeOf(open({ rpcUrls }))).toBe('taken')
    expect(await codeOf(open())).toBe('no-network')
    rpc.fail(false)
  })
})

test('a deployment without a network key says how to get one', async () => {
  const { networkKey: _, ...deployment } = stage.deployment
  expect(await codeOf(open({ deployment }))).toBe('not-founded')
  const broken = { ...stage.deployment, threshold: 1 }
  expect(await codeOf(open({ deployment: broken }))).toBe('not-configured')
})

describe('keys', () => {
  test('an address of the RPC’s own is never shown', async () => {
    const session = await signInWithAccount(await open(), privateKeyToAccount(generatePrivateKey()))
    const key = await mintKey(session, { send: stage.send })
    expect(await listKeys(session)).toEqual([key])
    const forged = accountOf('of the RPC')
    const { registry } = stage.nodes
    // A key that no node holds, minted with signatures that were stolen from a threshold of nodes.
    const { identity } = session.certificate
    const login = {
      authMethodType: BigInt(identity.authMethodType),
      id: identity.id,
      userPubkey: '0x',
    } as const
    const mint = mintOf('of the RPC', { ...toItself, authMethods: [{ ...login, scopes: [1n] }] })
    const signatures = await signedBy(
      registry.nodes.slice(0, 2),
      mintStatement(registry.nftPlace, mint),
    )
    await stage.send(mintCall(registry.contracts.PkpNft, mint, signatures))
    expect(await listKeys(session)).toEqual([key])
    expect(await codeOf(verifyKey(session.network, forged.publicKey))).toBe('unverified-key')
    // The record of the person's own key, with another address in it.
    rpc.lie((method, result) => {
      if (method !== 'eth_call') return undefined
      const shape = { abi: pkpPermissionsAbi, functionName: 'getPkpRecord' } as const
      try {
        const record = decodeFunctionResult({ ...shape, data: result as Hex })
        const changed = { ...record, ethAddress: forged.address, owner: forged.address }
        return encodeFunctionResult({ ...shape, result: changed })
      } catch {
        return undefined
      }
    })
    expect(await listKeys(session)).toEqual([key])
  })

  test('what no registry would say is not believed, and named as what it is', async () => {
    const session = await signInWithAccount(await open(), privateKeyToAccount(generatePrivateKey()))
    const key = await mintKey(session, { send: stage.send })
    const { publicKey } = accountOf('of no token')
    rpc.lie((method, result) => {
      if (method !== 'eth_call') return undefined
      const shape = { abi: pkpPermissionsAbi, functionName: 'getPkpRecord' } as const
      try {
        const record = decodeFunctionResult({ ...shape, data: result as Hex })
        return encodeFunctionResult({ ...shape, result: { ...record, publicKey } })
      } catch {
        return undefined
      }
    })
    expect(await codeOf(listKeys(session))).toBe('untrusted-registry')
    rpc.lie((method) => (method === 'eth_call' ? '0x' : undefined))
    expect(await codeOf(listKeys(session))).toBe('untrusted-registry')
    rpc.lie(undefined)
    expect(await listKeys(session)).toEqual([key])
  })

  test('an RPC cannot pass off a stranger’s key as one’s own', async () => {
    const network = await open()
    const session = await signInWithAccount(network, privateKeyToAccount(generatePrivateKey()))
    const stranger = await signInWithAccount(network, privateKeyToAccount(generatePrivateKey()))
    const { identity } = session.certificate
    const key = await mintKey(session, { send: stage.send })
    const theirs = await mintKey(stranger, { send: stage.send })
    // It names the stranger's key among the person's, as owned by itself and for them alone.
    rpc.lie((method, result) => {
      if (method !== 'eth_call') return undefined
      const list = {
        abi: pkpPermissionsAbi,
        functionName: 'getTokenIdsForAuthMethodInRange',
      } as const
      const one = { abi: pkpPermissionsAbi, functionName: 'getPkpRecord' } as const
      try {
        const record = decodeFunctionResult({ ...one, data: result as Hex })
        if (record.publicKey !== theirs.publicKey) return undefined
        const authMethods = record.authMethods.map((method) => ({ ...method, id: identity.id }))
        return encodeFunctionResult({ ...one, result: { ...record, authMethods } })
      } catch {
        // The answer to another question.
      }
      try {
        const [tokenIds, total] = decodeFunctionResult({ ...list, data: result as Hex })
        const changed = [[...tokenIds, theirs.tokenId], total + 1n] as const
        return encodeFunctionResult({ ...list, result: changed })
      } catch {
        return undefined
      }
    })
    expect(await listKeys(session)).toEqual([key])
    rpc.lie(undefined)
    expect(await listKeys(stranger)).toEqual([theirs])
  })

  test('one that lists a stranger’s login beside its maker’s is shown to neither as their own', async () => {
    const network = await open()
    const victim = privateKeyToAccount(generatePrivateKey())
    const stranger = await signInWithAccount(network, privateKeyToAccount(generatePrivateKey()))
    const { id } = authMethodOf({ kind: 'address', address: victim.address })
    const trap = await mintKey(stranger, {
      send: stage.send,
      authMethods: [{ authMethodType: '1', id, userPubkey: '0x', scopes: [1] }],
    })
    expect(trap.control).toBe('shared')
    const session = await signInWithAccount(network, victim)
    const own = await mintKey(session, { send: stage.send })
    const [first, second] = await listKeys(session)
    expect(first).toEqual(own)
    expect(second).toMatchObject({
      publicKey: trap.publicKey,
      control: 'shared',
      others: [{ id: stranger.certificate.identity.id }],
    })
  })

  test('several who mint at once get a key each', async () => {
    const network = await open()
    const people = await Promise.all(
      [1, 2, 3].map(async () =>
        signInWithAccount(network, privateKeyToAccount(generatePrivateKey())),
      ),
    )
    const minted = await Promise.all(
      people.map(async (session) => mintKey(session, { send: stage.send })),
    )
    expect(new Set(minted.map(({ publicKey }) => publicKey)).size).toBe(3)
  })

  test('a key that somebody else was promised is left, and another is minted', async () => {
    const session = await signInWithAccount(await open(), privateKeyToAccount(generatePrivateKey()))
    const promised = new Set<Hex>()
    for (const party of [1, 2, 3]) {
      stage.corrupt(party, (honest) => ({
        bindReadyKey(publicKey, binding, until) {
          if (promised.size === 0) promised.add(publicKey)
          if (promised.has(publicKey)) throw new ProtocolError('key-taken', 'for another mint')
          honest.bindReadyKey(publicKey, binding, until)
        },
      }))
    }
    const key = await mintKey(session, { send: stage.send })
    expect(promised.size).toBe(1)
    expect(promised).not.toContain(key.publicKey)
  })
})
