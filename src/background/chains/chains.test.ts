import { beforeEach, describe, expect, test } from 'vitest'
import { fakeFetch, type FakeRpc } from '../../../test/support/method-stage.ts'
import type { ChainView } from '../../messages/popup/chain-view.ts'
import { builtInNetworks } from '../../networks/built-in-networks.ts'
import { memoryArea } from '../state/area.ts'
import { Chains } from './chains.ts'

const devnet: ChainView = {
  chainId: '0x7a69',
  name: 'Devnet',
  currency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: ['http://127.0.0.1:8545'],
  testnet: true,
  custom: false,
  devnet: true,
}

let rpc: FakeRpc
let local = memoryArea()
const open = async (options = {}) => Chains.open({ fetch: fakeFetch(() => rpc), local }, options)

beforeEach(() => {
  local = memoryArea()
  rpc = () => ({ result: '0x539' })
})

const given = {
  chainId: '0x539',
  name: 'Mine',
  symbol: 'COIN',
  rpcUrl: 'https://rpc.test',
}

test('the built-in chains are complete, and each is there once', async () => {
  expect(new Set(builtInNetworks.map(({ chainId }) => chainId)).size).toBe(builtInNetworks.length)
  for (const { chainId, rpcUrls, currency, testnet, faucetUrl } of builtInNetworks) {
    expect(chainId).toMatch(/^0x[1-9a-f][0-9a-f]*$/)
    expect(rpcUrls.length).toBeGreaterThan(0)
    expect(rpcUrls.every((url) => url.startsWith('https://'))).toBe(true)
    expect(currency.decimals).toBe(18)
    expect(faucetUrl === undefined).toBe(!testnet)
  }
  const chains = await open()
  expect(chains.all()).toHaveLength(builtInNetworks.length)
  expect(chains.selected).toBe('0x1')
})

test('a devnet stands first, and is selected', async () => {
  const chains = await open({ devnet })
  expect(chains.all()[0]).toEqual(devnet)
  expect(chains.selected).toBe('0x7a69')
  await chains.select('0x89')
  expect((await open({ devnet })).selected).toBe('0x89')
  await expect(chains.select('0x123456')).rejects.toMatchObject({ code: 'bad-input' })
})

describe('a chain of the person', () => {
  test('is kept once its RPC has said which it is', async () => {
    const chains = await open()
    await chains.save({ ...given, explorerUrl: 'https://scan.test' })
    expect((await open()).get('0x539')).toEqual({
      chainId: '0x539',
      name: 'Mine',
      currency: { name: 'COIN', symbol: 'COIN', decimals: 18 },
      rpcUrls: ['https://rpc.test'],
      explorerUrl: 'https://scan.test',
      testnet: false,
      custom: true,
      devnet: false,
    })
    await chains.remove('0x539')
    expect(chains.get('0x539')).toBe(undefined)
    expect(() => chains.rpc('0x539')).toThrow(/does not know/)
  })

  test('is not kept when its RPC is another, or silent', async () => {
    const chains = await open()
    rpc = () => ({ result: '0x1' })
    await expect(chains.save(given)).rejects.toMatchObject({ code: 'chain-failed' })
    rpc = () => undefined
    await expect(chains.save(given)).rejects.toMatchObject({ code: 'chain-failed' })
    expect(chains.get('0x539')).toBe(undefined)
  })

  test('can be another RPC for a built-in one, which comes back when it is removed', async () => {
    const chains = await open()
    const before = chains.get('0x1')
    rpc = () => ({ result: '0x1' })
    await chains.save({ ...given, chainId: '0x1' })
    expect(chains.get('0x1')).toMatchObject({
      rpcUrls: ['https://rpc.test'],
      currency: before?.currency,
      custom: true,
    })
    expect(chains.all()).toHaveLength(builtInNetworks.length)
    await chains.remove('0x1')
    expect(chains.get('0x1')).toEqual(before)
  })

  test('that was selected gives way when it is removed', async () => {
    const chains = await open()
    await chains.save(given)
    await chains.select('0x539')
    await chains.remove('0x539')
    expect(chains.selected).toBe('0x1')
  })
})

test('the next RPC is asked when one cannot be reached, and not after a refusal', async () => {
  const chains = await open()
  const asked: string[] = []
  await chains.add({
    chainId: '0x539',
    name: 'Mine',
    currency: { name: 'C', symbol: 'C', decimals: 18 },
    rpcUrls: ['https://one.test', 'https://two.test'],
    testnet: false,
  })
  rpc = (url) => {
    asked.push(url)
    return url === 'https://one.test' ? undefined : { result: '0x1' }
  }
  expect(await chains.rpc('0x539')('eth_blockNumber', [])).toBe('0x1')
  expect(asked).toEqual(['https://one.test', 'https://two.test'])
  asked.length = 0
  rpc = (url) => {
    asked.push(url)
    return { error: { code: -32_000, message: 'no' } }
  }
  const refused = expect.objectContaining({ code: -32_000 }) as Error
  await expect(chains.rpc('0x539')('eth_call', [])).rejects.toEqual(refused)
  await expect(chains.rpc('0x539')('eth_call', [])).rejects.not.toHaveProperty('cause')
  expect(asked).toEqual(['https://one.test', 'https://one.test'])
  rpc = (url) =>
    url === 'https://one.test' ? undefined : { error: { code: -32_000, message: 'no' } }
  // The first may have done what it was asked, and what the second says follows from that.
  await expect(chains.rpc('0x539')('eth_call', [])).rejects.toMatchObject({
    code: -32_000,
    cause: { name: 'LostAnswer' },
  })
})
