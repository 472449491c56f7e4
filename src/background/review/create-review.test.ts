import { encodeAbiParameters, encodeFunctionData, parseAbi, parseAbiParameters, toHex } from 'viem'
import { describe, expect, test } from 'vitest'
import {
  bob,
  me,
  now,
  signIn,
  spender,
  token,
  typedData,
} from '../../../test/support/review-subjects.ts'
import { RpcError } from '../../messages/rpc-error.ts'
import { createReview, type ReviewParts } from './create-review.ts'
import type { Rpc } from './rpc.ts'

const abi = parseAbi([
  'function approve(address spender, uint256 amount)',
  'function transferFrom(address from, address to, uint256 amount)',
])
const text = (value: string) => encodeAbiParameters(parseAbiParameters('string'), [value])
const number = (value: bigint) => encodeAbiParameters(parseAbiParameters('uint256'), [value])

/** What contracts say of themselves, by the selector. */
const erc20: Readonly<Record<string, string>> = {
  '0x95d89b41': text('T\u202eST'),
  '0x06fdde03': text('A name that is longer than any name of a token ever has to be'),
  '0x313ce567': number(4n),
}
const erc721: Readonly<Record<string, string>> = {
  '0x95d89b41': toHex('NFT', { size: 32 }),
  [`0x01ffc9a780ac58cd${'0'.repeat(56)}`]: number(1n),
}

const refusing: Rpc = async (method) =>
  Promise.reject(new RpcError('methodNotFound', `there is no ${method}`))

const chain =
  (contract: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}): Rpc =>
  async (method, params) => {
    if (method === 'eth_call') {
      const [{ data }] = params as [{ data: string }]
      const answer = contract[data] ?? contract[data.slice(0, 10)]
      if (answer === undefined) throw new RpcError(3, 'execution reverted: not today')
      return answer
    }
    if (Object.hasOwn(more, method)) return more[method]
    return refusing(method, params)
  }

const review = (rpc: Rpc, parts: Partial<ReviewParts> = {}) =>
  createReview({
    rpcOf: () => rpc,
    tokens: () => [],
    contacts: () => [],
    accounts: () => [{ address: me, name: 'Mine' }],
    history: () => [],
    siteChain: () => '0x1',
    listedBy: async () => Promise.resolve(undefined),
    now: () => now,
    ...parts,
  })

const call = (data: string, to = token) => ({ chainId: '0x1', from: me, to, value: '0', data })
const approve = call(encodeFunctionData({ abi, functionName: 'approve', args: [spender, 5n] }))
const move = call(encodeFunctionData({ abi, functionName: 'transferFrom', args: [me, bob, 5n] }))

describe('tokens', () => {
  test('are known by what they say of themselves, once that was asked for', async () => {
    const { explain, learnTokens } = review(chain(erc20))
    const before = explain(approve)
    expect(before).toMatchObject({ kind: 'approve', token: { address: token } })
    await learnTokens('0x1', [before])
    expect(explain(approve)).toMatchObject({
      kind: 'approve',
      token: {
        address: token,
        symbol: 'T ST',
        name: 'A name that is longer than any name of a token …',
        decimals: 4,
      },
    })
    expect(explain({ ...approve, chainId: '0x2' })).toMatchObject({ token: { address: token } })
  })
  test('of a collection change what a call means', async () => {
    const { explain, learnTokens } = review(chain(erc721))
    expect(explain(move)).toMatchObject({ standard: 'ERC20', amount: '5' })
    await learnTokens('0x1', [explain(move)])
    expect(explain(move)).toMatchObject({
      standard: 'ERC721',
      tokenId: '5',
      token: { symbol: 'NFT' },
    })
    expect(explain(approve)).toMatchObject({ kind: 'approve-nft', tokenId: '5' })
  })
  test('that the person keeps are not asked for', async () => {
    const kept = {
      chainId: '0x1',
      standard: 'ERC20',
      address: token.toLowerCase(),
      symbol: 'KEPT',
      decimals: 2,
    } as const
    const { explain, learnTokens } = review(refusing, { tokens: () => [kept] })
    expect(explain(approve)).toMatchObject({ token: { symbol: 'KEPT', decimals: 2 } })
    expect(await learnTokens('0x1', [explain(approve)])).toEqual([
      {
        address: token,
        symbol: 'KEPT',
        decimals: 2,
      },
    ])
  })
  test('that say nothing stay what they are', async () => {
    const { explain, learnTokens } = review(refusing)
    expect(await learnTokens('0x1', [explain(approve)])).toEqual([])
    expect(explain(approve)).toMatchObject({ token: { address: token } })
  })
  test('are named in what a simulation finds', async () => {
    const topic = (address: string) => `0x${address.slice(2).toLowerCase().padStart(64, '0')}`
    const transfer = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
    const logs = [{ address: token, topics: [transfer, topic(me), topic(bob)], data: number(5n) }]
    const answer = [{ calls: [{ status: '0x1', gasUsed: '0x5208', logs }] }]
    const { simulate } = review(chain(erc20, { eth_simulateV1: answer }))
    expect(await simulate(move)).toMatchObject({
      changes: [{ asset: { kind: 'ERC20', token: { symbol: 'T ST', decimals: 4 } }, delta: '-5' }],
    })
  })
})

describe('a judgement', () => {
  test('knows the chain, the person, and the site', async () => {
    const rpc = chain({}, { eth_getCode: '0x' })
    const { explain, simulate, judge } = review(rpc, { siteChain: () => '0x89' })
    const simulation = await simulate(approve)
    expect(simulation).toMatchObject({ state: 'unknown' })
    const found = await judge(
      { origin: 'https://shop.example' },
      {
        kind: 'transaction',
        call: approve,
        action: explain(approve),
        simulation,
      },
    )
    expect(found).toEqual([
      { rule: 'approval-to-account', level: 'caution', facts: { spender } },
      { rule: 'chain-mismatch', level: 'caution', facts: { asked: '0x1', site: '0x89' } },
      { rule: 'would-fail', level: 'caution', facts: { reason: 'not today' } },
      { rule: 'data-to-account', level: 'caution', facts: { address: token } },
    ])
  })
  test('of a sign-in for another site cannot be overlooked', async () => {
    const { judge } = review(refusing)
    expect(await judge({ origin: 'https://shop.example' }, signIn())).toEqual([])
    expect(await judge({ origin: 'https://evil.example' }, signIn())).toMatchObject([
      { rule: 'siwe-domain', level: 'danger' },
    ])
  })
  test('knows whose list has a site', async () => {
    const { judge } = review(refusing, {
      listedBy: async (host) => Promise.resolve(host === 'evil.example' ? 'person' : undefined),
    })
    expect(await judge({ origin: 'https://evil.example:8443' }, { kind: 'connect' })).toMatchObject(
      [{ rule: 'phishing-host', facts: { by: 'person' } }],
    )
    expect(await judge({ origin: 'https://shop.example' }, { kind: 'connect' })).toEqual([])
    const framed = { origin: 'https://shop.example', topOrigin: 'https://evil.example' }
    expect(await judge(framed, { kind: 'connect' })).toMatchObject([
      { rule: 'phishing-host', facts: { host: 'evil.example' } },
    ])
  })
  test('needs no chain to answer', async () => {
    const { judge, explain } = review(refusing)
    const simulation = { state: 'unknown', why: '' } as const
    const subject = {
      kind: 'transaction',
      call: approve,
      action: explain(approve),
      simulation,
    } as const
    expect(await judge({ origin: 'https://shop.example' }, subject)).toEqual([])
  })
})

describe('what cannot be read', () => {
  test('is shown as nothing, and said', async () => {
    const { readTypedData, judge } = review(refusing)
    const odd = typedData({ message: { text: 'Hello', more: 1 } })
    expect(readTypedData(odd.kind === 'typed-data' ? odd.text : '', '0x1')).toEqual({
      domain: [],
      primaryType: '',
      tree: [],
      actions: [],
    })
    expect(await judge({ origin: 'https://shop.example' }, odd)).toMatchObject([
      { rule: 'blind-data' },
    ])
  })
})
