import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sendChange } from '../../../../test/support/permissions.ts'
import { login, mintPkp, owner, pkpOf } from '../../../../test/support/pkps.ts'
import { networkKey, startRegistry, type TestRegistry } from '../../../../test/support/registry.ts'
import { startRpcProxy, type RpcLie, type RpcProxy } from '../../../../test/support/rpc-proxy.ts'
import { readPkp } from '../../../registry/read-pkp.ts'
import { ChainNodeSets } from './chain-node-sets.ts'
import { chainOptions } from './chain-options.ts'
import { ChainView } from './chain-view.ts'

let registry: TestRegistry
let honest: RpcProxy
let other: RpcProxy

beforeAll(async () => {
  registry = await startRegistry()
  const { url } = registry.chain.transport as unknown as { readonly url: string }
  honest = await startRpcProxy(url)
  other = await startRpcProxy(url)
  await mintPkp(registry, 'one')
  await registry.chain.mine({ blocks: 10 })
})

afterAll(async () => {
  await honest.stop()
  await other.stop()
  await registry.stop()
})

beforeEach(() => {
  other.lie(undefined)
  other.fail(false)
})

const options = chainOptions.parse({})

const open = (
  changes: {
    readonly chainId?: number
    readonly now?: () => number
    readonly rpcUrls?: readonly string[]
  } = {},
) =>
  new ChainView(
    {
      chainId: changes.chainId ?? registry.place.chainId,
      rpcUrls: changes.rpcUrls ?? [honest.url, other.url],
    },
    options,
    { now: changes.now ?? Date.now, passed: changes.now ?? performance.now.bind(performance) },
  )

const codeOf = (view: ChainView) => view.problem()?.code

test('stands at the final block and the heads that both RPCs tell', async () => {
  const view = open()
  expect(codeOf(view)).toBe('chain-unavailable')
  await view.look()
  expect(view.problem()).toBeUndefined()
  const head = await registry.chain.getBlock()
  const { final, heads } = view.position()
  expect(heads.map(({ hash }) => hash)).toEqual([head.hash, head.hash])
  expect(final.number).toBeLessThan(head.number)
})

test('takes one URL given twice for one RPC', async () => {
  const view = open({ rpcUrls: [honest.url, honest.url] })
  await view.look()
  expect(view.position().heads).toHaveLength(1)
})

test('refuses an RPC that serves another chain, and takes it back when it serves ours', async () => {
  const view = open()
  other.lie((method) => (method === 'eth_chainId' ? '0x1' : undefined))
  await view.look()
  expect(codeOf(view)).toBe('chain-disagrees')
  expect(() => view.position()).toThrow(/RPC 2 serves chain 1/)
  other.lie(undefined)
  await view.look()
  expect(view.problem()).toBeUndefined()
})

const rawBlock = async (number: bigint): Promise<unknown> =>
  registry.chain.request({
    method: 'eth_getBlockByNumber',
    params: [`0x${number.toString(16)}`, false],
  } as never)

type RpcBlock = { readonly number: string; readonly hash: string }

test.each(['finalized', 'latest'])('refuses another hash for the %s block', async (tag) => {
  const view = open()
  await view.look()
  expect(view.problem()).toBeUndefined()
  other.lie((method, result, [at]) =>
    method === 'eth_getBlockByNumber' && at === tag
      ? { ...(result as RpcBlock), hash: `0x${'11'.repeat(32)}` }
      : undefined,
  )
  await view.look()
  expect(codeOf(view)).toBe('chain-disagrees')
  other.lie(undefined)
  await view.look()
  expect(view.problem()).toBeUndefined()
})

test.each(['finalized', 'latest'])('and at the first look, for the %s block', async (tag) => {
  const view = open()
  other.lie((method, result, [at]) =>
    method === 'eth_getBlockByNumber' && at === tag
      ? { ...(result as RpcBlock), hash: `0x${'11'.repeat(32)}` }
      : undefined,
  )
  await view.look()
  expect(codeOf(view)).toBe('chain-disagrees')
})

test('refuses a chain on which what was final has become another block', async () => {
  const view = open({ rpcUrls: [other.url] })
  await view.look()
  const { final } = view.position()
  await registry.chain.mine({ blocks: 3 })
  other.lie((method, result, [at]) =>
    method === 'eth_getBlockByNumber' && at === `0x${final.number.toString(16)}`
      ? { ...(result as RpcBlock), hash: `0x${'11'.repeat(32)}` }
      : undefined,
  )
  await view.look()
  expect(codeOf(view)).toBe('chain-disagrees')
  other.lie(undefined)
  await view.look()
  expect(view.problem()).toBeUndefined()
})

test('refuses an RPC whose head is below what it calls final', async () => {
  const view = open({ rpcUrls: [other.url] })
  const early = await rawBlock(2n)
  other.lie((method, _, [at]) =>
    method === 'eth_getBlockByNumber' && at === 'latest' ? early : undefined,
  )
  await view.look()
  expect(view.problem()?.message).toContain('below its own final block')
})

test('refuses an RPC whose final block goes back in time', async () => {
  const view = open()
  await view.look()
  const { final } = view.position()
  const older = await rawBlock(final.number - 1n)
  other.lie((method, _, [at]) =>
    method === 'eth_getBlockByNumber' && at === 'finalized' ? older : undefined,
  )
  await view.look()
  expect(codeOf(view)).toBe('chain-disagrees')
  expect(view.problem()?.message).toContain('went back in time')
})

test('takes an RPC whose head lags a little, and refuses one that lags far behind', async () => {
  const pretend = async (blocks: bigint) => {
    const block = await rawBlock((await registry.chain.getBlockNumber()) - blocks)
    other.lie((method, _, [at]) =>
      method === 'eth_getBlockByNumber' && (at === 'latest' || at === 'finalized')
        ? block
        : undefined,
    )
  }
  const near = open()
  await pretend(3n)
  await near.look()
  expect(near.problem()).toBeUndefined()
  expect(near.position().heads[0]?.number).not.toBe(near.position().heads[1]?.number)
  await registry.chain.mine({ blocks: 60 })
  await pretend(55n)
  const far = open()
  await far.look()
  expect(codeOf(far)).toBe('chain-stale')
})

test('bears an RPC that is silent for a moment, and refuses after that', async () => {
  let now = Date.now()
  const view = open({ now: () => now })
  await view.look()
  other.fail(true)
  await view.look()
  expect(view.problem()).toBeUndefined()
  now += options.graceMilliseconds + 1
  expect(codeOf(view)).toBe('chain-unavailable')
  other.fail(false)
  await view.look()
  expect(view.problem()).toBeUndefined()
})

test('does not go on by what it knew while a look takes too long', async () => {
  let now = Date.now()
  const view = open({ now: () => now })
  await view.look()
  let answer = (): void => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  other.watch(async () => held)
  const looking = view.look()
  now += options.graceMilliseconds
  expect(view.problem()).toBeUndefined()
  now += options.pollMilliseconds + options.timeoutMilliseconds + 1
  expect(codeOf(view)).toBe('chain-unavailable')
  answer()
  other.watch(undefined)
  await looking
  expect(view.problem()).toBeUndefined()
})

test('refuses a chain that stands still, until it has a new block', async () => {
  let now = Date.now()
  const view = open({ now: () => now })
  await view.look()
  expect(view.problem()).toBeUndefined()
  now += (options.maxAgeSeconds + 1) * 1000 + 200_000
  await view.look()
  expect(codeOf(view)).toBe('chain-stale')
  await registry.chain.mine({ blocks: 1 })
  await view.look()
  expect(view.problem()).toBeUndefined()
})

const readOne = (view: ChainView) =>
  view.readAt(view.position().final, async (client, at) =>
    readPkp(client, registry.contracts.PkpPermissions, pkpOf('one').tokenId, at),
  )

test('believes only what both RPCs read alike at the block they agree on', async () => {
  const view = open()
  await view.look()
  expect((await readOne(view)).ethAddress).toBe(pkpOf('one').address)
  other.lie((method, result) =>
    method === 'eth_call' ? (result as string).replace(/[1-9a-f](?=0*$)/, '0') : undefined,
  )
  await expect(readOne(view)).rejects.toMatchObject({ code: 'chain-disagrees' })
})

test('an RPC that lags hides nothing: each is read at its own head', async () => {
  const view = open()
  const { tokenId } = await mintPkp(registry, 'two')
  await registry.chain.mine({ blocks: 3 })
  const before = await rawBlock(await registry.chain.getBlockNumber())
  await sendChange(registry, owner, 'removePermittedAuthMethod', [
    tokenId,
    login.authMethodType,
    login.id,
  ])
  other.lie((method, _, [at]) =>
    method === 'eth_getBlockByNumber' && at === 'latest' ? before : undefined,
  )
  await view.look()
  const records = await view.readAtHeads(view.position(), async (client, at) =>
    readPkp(client, registry.contracts.PkpPermissions, tokenId, at),
  )
  expect(records.map(({ permitted }) => permitted.length)).toEqual([0, 1])
})

test('hands on what a contract refuses, as an answer', async () => {
  const view = open()
  await view.look()
  const missing = view.readAt(view.position().final, async (client, at) =>
    readPkp(client, registry.contracts.PkpPermissions, 1n, at),
  )
  await expect(missing).rejects.toMatchObject({ name: 'ContractFunctionRevertedError' })
})

test('reads the node set at the final block, and tells of its changes', async () => {
  const view = open()
  const sets = new ChainNodeSets(view, registry.contracts.NodeRegistry)
  const heard: string[] = []
  sets.onChange(({ head }) => heard.push(head))
  expect(() => sets.current()).toThrow(/not read/)
  await view.look()
  expect(sets.current().nodes).toHaveLength(3)
  await registry.chain.mine({ blocks: 5 })
  await view.look()
  expect(heard).toEqual([sets.current().head])
})

test('whoever could not read what a new final block has is told of it again', async () => {
  const view = open()
  const told: bigint[] = []
  view.subscribe({
    onFinal: ({ final }) => {
      told.push(final.number)
      if (told.length === 1) throw new Error('not now')
    },
  })
  await view.look()
  expect(codeOf(view)).toBe('chain-unavailable')
  await view.look()
  expect(view.problem()).toBeUndefined()
  await view.look()
  expect(told).toEqual([told[0], told[0]])
})

test('refuses a registry that takes back its epoch or its network key', async () => {
  const view = open()
  const sets = new ChainNodeSets(view, registry.contracts.NodeRegistry)
  await view.look()
  const { head } = sets.current()
  const key = networkKey.slice(2)
  const pretend = (result: unknown): unknown =>
    typeof result === 'string'
      ? result.replace(key, key.replace('8a', '8b')).replace(head.slice(2), '77'.repeat(32))
      : undefined
  const lie: RpcLie = (method, result) => (method === 'eth_call' ? pretend(result) : undefined)
  honest.lie(lie)
  other.lie(lie)
  await registry.chain.mine({ blocks: 3 })
  await view.look()
  expect(view.problem()?.message).toContain('another network key')
  expect(sets.current().head).toBe(head)
  honest.lie(undefined)
  other.lie(undefined)
  await view.look()
  expect(view.problem()).toBeUndefined()
})

test('looks again and again on its own until it is stopped', async () => {
  const view = new ChainView(
    { chainId: registry.place.chainId, rpcUrls: [honest.url] },
    { ...options, pollMilliseconds: 50 },
  )
  await view.start()
  const before = view.position().final.number
  await registry.chain.mine({ blocks: 3 })
  await expect.poll(() => view.position().final.number).toBe(before + 3n)
  view.stop()
})
