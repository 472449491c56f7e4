import { keccak256, toHex as viemHex } from 'viem'
import { beforeEach, describe, expect, test } from 'vitest'
import { BOB, methodStage, type MethodStage } from '../../../test/support/method-stage.ts'
import { RpcError } from '../../messages/rpc-error.ts'

let stage: MethodStage
let asked: string[]
let head: number
beforeEach(async () => {
  stage = await methodStage()
  asked = []
  head = 10
  stage.rpc = (_url, method, params) => {
    asked.push(method)
    if (method === 'eth_blockNumber') return { result: `0x${head.toString(16)}` }
    if (method === 'eth_getBlockByNumber') {
      return {
        result: { number: params[0], hash: `hash of ${String(params[0])}`, transactions: ['0x1'] },
      }
    }
    if (method === 'eth_getLogs') return { result: [params[0]] }
    return { result: `${method} of ${JSON.stringify(params)}` }
  }
})

const refusal = async (run: Promise<unknown>): Promise<number> => {
  const error: unknown = await run.catch((thrown: unknown) => thrown)
  if (error instanceof RpcError) return error.code
  throw new Error('it was not refused')
}

describe('what the chain answers', () => {
  test('is passed through as it is', async () => {
    expect(await stage.run('eth_getBalance', [BOB, 'latest'])).toBe(
      `eth_getBalance of ["${BOB}","latest"]`,
    )
    expect(await stage.run('eth_gasPrice')).toBe('eth_gasPrice of []')
  })

  test('is asked of the chain of the site', async () => {
    const urls: string[] = []
    stage.rpc = (url) => {
      urls.push(url)
      return { result: null }
    }
    await stage.run('eth_blockNumber', [])
    await stage.sites.set('https://dapp.test', { chainId: '0x89' })
    await stage.run('eth_blockNumber', [])
    expect(urls).toEqual([
      stage.chains.get('0x1')?.rpcUrls[0],
      stage.chains.get('0x89')?.rpcUrls[0],
    ])
  })

  test('keeps its own refusals, and says when nobody answers', async () => {
    stage.rpc = () => ({ error: { code: 3, message: 'execution reverted', data: '0x08c3' } })
    await expect(stage.run('eth_call', [{}])).rejects.toMatchObject({
      code: 3,
      message: 'execution reverted',
      data: '0x08c3',
    })
    stage.rpc = () => undefined
    expect(await refusal(stage.run('eth_call', [{}]))).toBe(4901)
  })

  test('of a raw transaction is its hash, also when it was there before', async () => {
    stage.rpc = () => ({ result: '0xhash' })
    expect(await stage.run('eth_sendRawTransaction', ['0x02'])).toBe('0xhash')
    stage.rpc = () => ({ error: { code: -32_000, message: 'already known' } })
    expect(await stage.run('eth_sendRawTransaction', ['0x02'])).toBe(keccak256('0x02'))
    stage.rpc = () => ({ error: { code: -32_000, message: 'nonce too low' } })
    expect(await refusal(stage.run('eth_sendRawTransaction', ['0x02']))).toBe(-32_000)
    expect(await refusal(stage.run('eth_sendRawTransaction', ['0x']))).toBe(-32_602)
  })
})

test('web3_ methods answer without a chain', async () => {
  expect(await stage.run('web3_clientVersion')).toMatch(/^Assent\//)
  expect(await stage.run('web3_sha3', ['0x68656c6c6f'])).toBe(keccak256(viemHex('hello')))
  expect(await refusal(stage.run('web3_sha3', ['hello']))).toBe(-32_602)
  expect(asked).toEqual([])
})

describe('subscriptions', () => {
  test('to heads tell of each block once, and nobody is asked before and after', async () => {
    await stage.tick()
    expect(asked).toEqual([])
    const id = await stage.run('eth_subscribe', ['newHeads'], { request: 'ab' })
    expect(id).toBe('0xab')
    await stage.tick()
    expect(stage.told).toEqual([])
    head = 12
    await stage.tick()
    await stage.tick()
    expect(stage.told).toEqual([
      { id, result: { number: '0xb', hash: 'hash of 0xb' } },
      { id, result: { number: '0xc', hash: 'hash of 0xc' } },
    ])
    expect(await stage.run('eth_unsubscribe', [id])).toBe(true)
    expect(await stage.run('eth_unsubscribe', [id])).toBe(false)
    asked.length = 0
    await stage.tick()
    expect(asked).toEqual([])
  })

  test('to logs look at new blocks alone', async () => {
    const topic = `0x${'11'.repeat(32)}`
    const filter = { address: BOB, topics: [topic, null, [topic]] }
    await stage.run('eth_subscribe', ['logs', filter])
    head = 12
    await stage.tick()
    expect(stage.told).toMatchObject([{ result: { ...filter, fromBlock: '0xb', toBlock: '0xc' } }])
  })

  test('go on after a chain did not answer', async () => {
    await stage.run('eth_subscribe', ['newHeads'])
    const { rpc } = stage
    stage.rpc = () => undefined
    head = 11
    await stage.tick()
    stage.rpc = rpc
    await stage.tick()
    expect(stage.told).toHaveLength(1)
  })

  test('start where they are after a long sleep, and on a chain that was set back', async () => {
    await stage.run('eth_subscribe', ['newHeads'])
    head = 10_000
    await stage.tick()
    expect(stage.told).toHaveLength(64)
    head = 5
    await stage.tick()
    head = 6
    await stage.tick()
    expect(stage.told).toHaveLength(65)
  })

  test.each([
    [['newPendingTransactions'], 4200],
    [['syncing'], 4200],
    [['other'], -32_602],
    [[], -32_602],
    [['logs', { address: 'x' }], -32_602],
    [['logs', { topics: ['0x1'] }], -32_602],
    [['logs', 1], -32_602],
  ])('to %j are refused', async (params, code) => {
    expect(await refusal(stage.run('eth_subscribe', params))).toBe(code)
  })

  test('are fifty at most', async () => {
    for (let n = 0; n < 50; n += 1) await stage.run('eth_subscribe', ['newHeads'])
    expect(await refusal(stage.run('eth_subscribe', ['newHeads']))).toBe(-32_005)
  })
})

describe('filters', () => {
  test('of blocks and logs tell what is new since they were asked', async () => {
    const blocks = await stage.run('eth_newBlockFilter')
    const logs = await stage.run('eth_newFilter', [{ address: BOB, fromBlock: '0x1' }])
    expect(await stage.run('eth_getFilterChanges', [blocks])).toEqual([])
    head = 11
    expect(await stage.run('eth_getFilterChanges', [blocks])).toEqual(['hash of 0xb'])
    expect(await stage.run('eth_getFilterChanges', [blocks])).toEqual([])
    expect(await stage.run('eth_getFilterChanges', [logs])).toEqual([
      { address: BOB, fromBlock: '0xb', toBlock: '0xb' },
    ])
    expect(await stage.run('eth_getFilterLogs', [logs])).toEqual([
      { address: BOB, fromBlock: '0x1' },
    ])
    expect(await refusal(stage.run('eth_getFilterLogs', [blocks]))).toBe(-32_000)
    expect(await stage.run('eth_uninstallFilter', [logs])).toBe(true)
    expect(await refusal(stage.run('eth_getFilterChanges', [logs]))).toBe(-32_000)
  })

  test('are asked by pages, never by us', async () => {
    await stage.run('eth_newBlockFilter')
    asked.length = 0
    await stage.tick()
    expect(asked).toEqual([])
  })
})

describe('after the worker was stopped', () => {
  const first = { page: 'a', request: 'ab' }
  const noChain = (): (() => void) => {
    const { rpc } = stage
    stage.rpc = () => undefined
    return () => (stage.rpc = rpc)
  }

  test('filters go on where they were, on the chain on which they were', async () => {
    const urls = new Set<string>()
    const { rpc } = stage
    stage.rpc = (url, ...asked) => {
      urls.add(url)
      return rpc(url, ...asked)
    }
    const id = await stage.run('eth_newBlockFilter', [], first)
    head = 11
    await stage.run('eth_getFilterChanges', [id])
    head = 12
    await stage.restart()
    await stage.sites.set('https://dapp.test', { chainId: '0x89' })
    expect(await stage.runAgain('eth_newBlockFilter', [], first)).toBe(id)
    expect(await stage.run('eth_getFilterChanges', [id])).toEqual(['hash of 0xc'])
    const logs = await stage.run('eth_newFilter', [{}], { page: 'a', request: 'cd' })
    expect(urls.size).toBe(2)
    await stage.sites.set('https://dapp.test', { chainId: '0x1' })
    urls.clear()
    await stage.run('eth_getFilterLogs', [logs])
    expect([...urls]).toEqual([stage.chains.get('0x89')?.rpcUrls[0]])
  })

  test('and so do subscriptions', async () => {
    const id = await stage.run('eth_subscribe', ['newHeads'], first)
    head = 11
    await stage.tick()
    head = 12
    await stage.restart()
    await stage.runAgain('eth_subscribe', ['newHeads'], first)
    await stage.tick()
    expect(stage.told).toMatchObject([
      { id, result: { number: '0xb' } },
      { id, result: { number: '0xc' } },
    ])
  })

  test('a chain that does not answer yet takes none of them away', async () => {
    const id = await stage.run('eth_newBlockFilter', [], first)
    await stage.restart()
    const answer = noChain()
    await stage.runAgain('eth_newBlockFilter', [], first)
    expect(await refusal(stage.run('eth_getFilterChanges', [id]))).toBe(4901)
    head = 11
    answer()
    expect(await stage.run('eth_getFilterChanges', [id])).toEqual(['hash of 0xb'])
  })

  test('nor one of which nothing is known any more: it begins when the chain answers', async () => {
    const answer = noChain()
    const id = await stage.runAgain('eth_newBlockFilter', [], first)
    answer()
    expect(await stage.run('eth_getFilterChanges', [id])).toEqual([])
    head = 11
    expect(await stage.run('eth_getFilterChanges', [id])).toEqual(['hash of 0xb'])
  })

  test('one that is new is not made on a chain that does not answer', async () => {
    const answer = noChain()
    expect(await refusal(stage.run('eth_newBlockFilter', [], first))).toBe(4901)
    answer()
    expect(await refusal(stage.run('eth_getFilterChanges', ['0xab']))).toBe(-32_000)
  })

  test('one that was uninstalled begins anew, and another page’s is its own', async () => {
    const id = await stage.run('eth_newBlockFilter', [], first)
    await stage.run('eth_uninstallFilter', [id])
    const kept = await stage.run('eth_newBlockFilter', [], { page: 'a', request: 'cd' })
    head = 11
    await stage.restart()
    await stage.runAgain('eth_newBlockFilter', [], first)
    expect(await stage.run('eth_getFilterChanges', [id])).toEqual([])
    await stage.runAgain('eth_newBlockFilter', [], { page: 'b', request: 'cd' })
    expect(await stage.run('eth_getFilterChanges', [kept])).toEqual([])
  })
})

describe('watching a token', () => {
  const word = (number: number): string => number.toString(16).padStart(64, '0')
  const text = (value: string): string =>
    `0x${word(32)}${word(value.length)}${Buffer.from(value).toString('hex').padEnd(64, '0')}`
  const answers = (given: Record<string, string>): void => {
    stage.rpc = (_url, method, params) => {
      const [call] = params as [{ data: string }?]
      const found = given[call?.data.slice(0, 10) ?? '']
      if (method !== 'eth_call' || found === undefined) {
        return { error: { code: 3, message: 'execution reverted' } }
      }
      return { result: found }
    }
  }
  const erc20 = {
    '0x95d89b41': text('COIN'),
    '0x313ce567': `0x${word(6)}`,
    '0x18160ddd': `0x${word(100)}`,
  }
  const asset = { type: 'ERC20', options: { address: BOB, symbol: 'COIN', decimals: 6 } }

  test('shows what its contract says', async () => {
    answers(erc20)
    await stage.run('wallet_watchAsset', asset)
    expect(stage.asked).toMatchObject([
      {
        kind: 'watchAsset',
        body: { chainId: '0x1', standard: 'ERC20', address: BOB, symbol: 'COIN', decimals: 6 },
      },
    ])
    const { symbol: _, ...options } = asset.options
    await stage.run('wallet_watchAsset', [{ ...asset, options }])
    expect(stage.asked[1]).toMatchObject({ body: { symbol: 'COIN' } })
  })

  test('knows the oldest tokens, whose symbol is 32 bytes', async () => {
    answers({ ...erc20, '0x95d89b41': `0x${Buffer.from('MKR').toString('hex').padEnd(64, '0')}` })
    await stage.run('wallet_watchAsset', { type: 'ERC20', options: { address: BOB } })
    expect(stage.asked).toMatchObject([{ body: { symbol: 'MKR' } }])
  })

  test('of a collection needs its number, and its interface', async () => {
    const nft = { type: 'ERC721', options: { address: BOB, tokenId: '12' } }
    answers({ '0x01ffc9a7': `0x${word(1)}`, '0x6352211e': `0x${word(1)}` })
    await stage.run('wallet_watchAsset', nft)
    expect(stage.asked).toMatchObject([{ body: { standard: 'ERC721', tokenId: '12' } }])
    const run = stage.run('wallet_watchAsset', { ...nft, options: { address: BOB } })
    expect(await refusal(run)).toBe(-32_602)
    answers({ '0x01ffc9a7': `0x${word(0)}` })
    expect(await refusal(stage.run('wallet_watchAsset', nft))).toBe(-32_602)
  })

  test.each([
    ['another symbol', { ...asset, options: { ...asset.options, symbol: 'USDC' } }],
    ['other decimals', { ...asset, options: { ...asset.options, decimals: 18 } }],
    ['no address', { ...asset, options: {} }],
    ['another kind', { ...asset, type: 'ERC777' }],
    ['no options', { type: 'ERC20' }],
  ])('is refused with %s', async (_, given) => {
    answers(erc20)
    expect(await refusal(stage.run('wallet_watchAsset', given))).toBe(-32_602)
    expect(stage.asked).toEqual([])
  })

  test('that is no token is refused', async () => {
    answers({})
    expect(await refusal(stage.run('wallet_watchAsset', asset))).toBe(-32_602)
  })
})
