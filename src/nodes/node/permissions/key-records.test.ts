import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendChange } from '../../../../test/support/permissions.ts'
import { login, mintOf, mintPkp, owner, pkpOf, signedMint } from '../../../../test/support/pkps.ts'
import { accountOf } from '../../../../test/support/registry-nodes.ts'
import { send, startRegistry, type TestRegistry } from '../../../../test/support/registry.ts'
import { startRpcProxy, type RpcProxy } from '../../../../test/support/rpc-proxy.ts'
import { chainOptions } from '../chain/chain-options.ts'
import { ChainView } from '../chain/chain-view.ts'
import { KeyReader } from './key-records.ts'

let registry: TestRegistry
let proxy: RpcProxy
let calls = 0

beforeAll(async () => {
  registry = await startRegistry()
  const { url } = registry.chain.transport as unknown as { readonly url: string }
  proxy = await startRpcProxy(url)
  proxy.lie((method) => {
    if (method === 'eth_call') calls += 1
    return undefined
  })
})

afterAll(async () => {
  await proxy.stop()
  await registry.stop()
})

const open = () => {
  const config = { chainId: registry.place.chainId, rpcUrls: [proxy.url] }
  const chain = new ChainView(config, chainOptions.parse({}))
  return { chain, reader: new KeyReader(chain, registry.contracts.PkpPermissions) }
}

const makeFinal = async () => registry.chain.mine({ blocks: 5 })

test('sees a mint at the head first, and at the final block later', async () => {
  const { chain, reader } = open()
  const { publicKey } = accountOf('minted')
  await chain.look()
  expect(await reader.read(publicKey)).toEqual({ final: undefined, heads: [undefined] })
  await send(registry, await signedMint(registry, mintOf('minted')))
  await chain.look()
  const early = await reader.read(publicKey)
  expect(early.final).toBeUndefined()
  expect(early.heads[0]?.ethAddress).toBe(pkpOf('minted').address)
  await makeFinal()
  await chain.look()
  const late = await reader.read(publicKey)
  expect(late.final).toEqual(late.heads[0])
})

test('sees a withdrawal at the head while the final block still has the grant', async () => {
  const { chain, reader } = open()
  const { tokenId } = await mintPkp(registry, 'withdrawn')
  await makeFinal()
  await sendChange(registry, owner, 'removePermittedAuthMethod', [
    tokenId,
    login.authMethodType,
    login.id,
  ])
  await chain.look()
  const { final, heads } = await reader.read(accountOf('withdrawn').publicKey)
  expect(final?.permitted).toHaveLength(1)
  expect(heads[0]?.permitted).toHaveLength(0)
})

test('reads a key once a block, however many ask', async () => {
  const { chain, reader } = open()
  await mintPkp(registry, 'popular')
  await makeFinal()
  await chain.look()
  const { publicKey } = accountOf('popular')
  calls = 0
  await Promise.all(Array.from({ length: 20 }, async () => reader.read(publicKey)))
  await reader.read(publicKey)
  expect(calls).toBe(2)
  await makeFinal()
  await chain.look()
  await reader.read(publicKey)
  expect(calls).toBe(4)
})

test('asks again after a read that failed', async () => {
  const { chain, reader } = open()
  await chain.look()
  const { publicKey } = accountOf('popular')
  proxy.fail(true)
  await expect(reader.read(publicKey)).rejects.toMatchObject({ code: 'chain-unavailable' })
  proxy.fail(false)
  expect((await reader.read(publicKey)).final?.publicKey).toBe(publicKey)
})
