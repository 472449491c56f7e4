import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAnvil, type Anvil } from '../../../../test/support/anvil.ts'
import { RpcError } from '../../../messages/rpc-error.ts'
import { parseAddress } from '../../../payloads/evm/address.ts'
import { estimateGas } from '../fees/estimate-gas.ts'
import { suggestFees } from '../fees/suggest-fees.ts'
import type { Rpc } from '../rpc.ts'
import { simulateInRow } from './simulate-in-row.ts'
import { simulate } from './simulate.ts'

const me = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const bob = parseAddress(`0x${'c3'.repeat(20)}`)
const token = parseAddress(`0x${'a1'.repeat(20)}`)
const collection = parseAddress(`0x${'a2'.repeat(20)}`)
const refuser = parseAddress(`0x${'b1'.repeat(20)}`)
const forwarder = parseAddress(`0x${'b2'.repeat(20)}`)
const swallower = parseAddress(`0x${'b3'.repeat(20)}`)
const gate = parseAddress(`0x${'b5'.repeat(20)}`)
const wrapper = parseAddress(`0x${'b4'.repeat(20)}`)

const word = (value: bigint | string): string =>
  (typeof value === 'string' ? BigInt(value) : value).toString(16).padStart(64, '0')
const transferTopic = 'ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
const depositTopic = 'e1fffcc4923d04b559f4d29a8bfc6cda04eb5b0d3c460751c2402c5c5cc9109c'

/** Contracts in a few instructions: what they log is all that a simulation sees of them. */
const code = {
  // Transfer(caller, first argument, second argument)
  [token]: `0x602435600052600435337f${transferTopic}60206000a300`,
  // Transfer(caller, first argument, number of the second argument)
  [collection]: `0x602435600435337f${transferTopic}60006000a400`,
  // Error("not today"), in the memory at 0
  [refuser]: `0x7f08c379a0${'0'.repeat(56)}600052602060045260096024527f${Buffer.from('not today').toString('hex').padEnd(64, '0')}60445260646000fd`,
  // All coins on to bob
  [forwarder]: `0x60006000600060003473${bob.slice(2)}5af100`,
  // Asks the one that refuses with the coins, and does not mind
  [swallower]: `0x60006000600060003473${refuser.slice(2)}5af100`,
  // Without data it opens; with data it fails until it is open
  [gate]: '0x36600a576001600055005b60005460165760006000fd5b00',
  // Deposit(caller, coins)
  [wrapper]: `0x34600052337f${depositTopic}60206000a200`,
}

let anvil: Anvil
const servers: Server[] = []

const ask =
  (url: string): Rpc =>
  async (method, params) => {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
    const headers = { 'content-type': 'application/json' }
    const answer = (await (await fetch(url, { method: 'POST', headers, body })).json()) as {
      result?: unknown
      error?: { code: number; message: string; data?: unknown }
    }
    if (answer.error === undefined) return answer.result
    const { code, message, data } = answer.error
    throw new RpcError(code, message, { data })
  }

/** An RPC that does not offer some methods, as most public ones. */
const without = async (...methods: readonly string[]): Promise<Rpc> => {
  const server = createServer((request, response) => {
    void (async () => {
      let body = ''
      for await (const piece of request) body += String(piece)
      const { method } = JSON.parse(body) as { method: string }
      response.setHeader('content-type', 'application/json')
      const refusal = { code: -32_601, message: `the method ${method} does not exist` }
      response.end(
        methods.includes(method)
          ? JSON.stringify({ jsonrpc: '2.0', id: 1, error: refusal })
          : await (
              await fetch(anvil.url, {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body,
              })
            ).text(),
      )
    })()
  })
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

const call = (to: string | undefined, data = '0x', value = '0') => ({
  chainId: '0x7a69',
  from: me.toLowerCase(),
  to,
  value,
  data,
})
const transfer = `0xa9059cbb${word(bob)}${word(25n)}`

beforeAll(async () => {
  anvil = await startAnvil()
  const rpc = ask(anvil.url)
  for (const [address, bytes] of Object.entries(code)) await rpc('anvil_setCode', [address, bytes])
})
afterAll(async () => {
  for (const server of servers) server.close()
  await anvil.stop()
})

describe.each(['eth_simulateV1', 'debug_traceCall'] as const)('by %s', (via) => {
  let rpc: Rpc
  beforeAll(async () => {
    rpc = via === 'eth_simulateV1' ? ask(anvil.url) : await without('eth_simulateV1')
  })

  test('coins leave', async () => {
    expect(await simulate(rpc, call(bob, '0x', '7'))).toEqual({
      state: 'known',
      via,
      changes: [{ asset: { kind: 'coin' }, delta: '-7' }],
      gasUsed: '21000',
    })
  })
  test('coins that a contract passes on leave once', async () => {
    expect(await simulate(rpc, call(forwarder, '0x', '7'))).toMatchObject({
      changes: [{ asset: { kind: 'coin' }, delta: '-7' }],
    })
  })
  test('coins that come back have not left', async () => {
    const to = me
    expect(await simulate(rpc, call(to, '0x', '7'))).toMatchObject({ changes: [] })
  })
  test('what fails inside moved nothing', async () => {
    expect(await simulate(rpc, call(swallower, '0x', '7'))).toMatchObject({
      via,
      changes: [{ asset: { kind: 'coin' }, delta: '-7' }],
    })
  })
  test('tokens leave, by amount or by number', async () => {
    expect(await simulate(rpc, call(token, transfer))).toMatchObject({
      via,
      changes: [{ asset: { kind: 'ERC20', token: { address: token } }, delta: '-25' }],
    })
    expect(await simulate(rpc, call(collection, transfer))).toMatchObject({
      changes: [{ asset: { kind: 'ERC721', tokenId: '25' }, delta: '-1' }],
    })
  })
  test('coins are wrapped', async () => {
    expect(await simulate(rpc, call(wrapper, '0xd0e30db0', '9'))).toMatchObject({
      changes: [
        { asset: { kind: 'coin' }, delta: '-9' },
        { asset: { kind: 'ERC20', token: { address: wrapper } }, delta: '9' },
      ],
    })
  })
  test('it would fail, and why', async () => {
    const failed = await simulate(rpc, call(refuser, '0x12345678'))
    expect(failed).toMatchObject({ state: 'known', via, changes: [], reverts: 'not today' })
    const broke = await simulate(rpc, call(bob, '0x', String(10n ** 30n)))
    expect(broke).toMatchObject({
      state: 'known',
      changes: [],
      reverts: expect.stringMatching(/insufficient funds/i) as string,
    })
  })
  test('a new contract comes to be', async () => {
    expect(await simulate(rpc, call(undefined, '0x6000600055', '3'))).toMatchObject({
      state: 'known',
      changes: [{ asset: { kind: 'coin' }, delta: '-3' }],
    })
  })
})

describe('an RPC', () => {
  test('that offers neither leaves the outcome unknown, and says why', async () => {
    const rpc = await without('eth_simulateV1', 'debug_traceCall')
    expect(await simulate(rpc, call(token, transfer))).toMatchObject({
      state: 'unknown',
      why: expect.stringMatching(/eth_simulateV1: .*does not exist.*debug_traceCall/) as string,
    })
  })
  test('that answers nonsense is not believed', async () => {
    for (const answer of [null, [], {}, 'yes', [{ calls: [] }], [{ calls: [{ status: '0x1' }] }]]) {
      const rpc: Rpc = async () => Promise.resolve(answer)
      expect(await simulate(rpc, call(token, transfer))).toMatchObject({ state: 'unknown' })
    }
  })
})

describe('calls in a row', () => {
  const switchOn = call(gate)
  const pass = call(gate, '0x01')
  test('stand on what those before them leave', async () => {
    const rpc = ask(anvil.url)
    expect(await simulateInRow(rpc, [switchOn, pass])).toMatchObject([
      { state: 'known', via: 'eth_simulateV1' },
      { state: 'known', via: 'eth_simulateV1' },
    ])
    const [, second] = await simulateInRow(rpc, [switchOn, pass])
    expect(second).not.toHaveProperty('reverts')
    expect(await simulateInRow(rpc, [pass, switchOn])).toMatchObject([
      { reverts: 'the contract refuses it and says no reason' },
      { state: 'known' },
    ])
  })
  test('are unknown but for the first where an RPC tries one at a time', async () => {
    expect(await simulateInRow(await without('eth_simulateV1'), [switchOn, pass])).toMatchObject([
      { state: 'known', via: 'debug_traceCall' },
      { state: 'unknown', why: expect.stringContaining('before it') as string },
    ])
  })
})

describe('gas', () => {
  test('has a margin, but for a plain payment', async () => {
    const rpc = ask(anvil.url)
    expect(await estimateGas(rpc, call(bob, '0x', '1'))).toEqual({ limit: '21000' })
    const exact = BigInt(
      String(await rpc('eth_estimateGas', [{ from: me, to: token, data: transfer }])),
    )
    expect(await estimateGas(rpc, call(token, transfer))).toEqual({
      limit: String((exact * 125n) / 100n),
    })
  })
  test('for what would fail comes with the reason', async () => {
    expect(await estimateGas(ask(anvil.url), call(refuser, '0x12345678'))).toEqual({
      limit: '500000',
      reverts: 'not today',
    })
  })
  test('is not made up when nobody answers', async () => {
    const gone: Rpc = async () => Promise.reject(new RpcError('disconnected', 'no answer'))
    await expect(estimateGas(gone, call(bob))).rejects.toThrow('no answer')
  })
})

describe('fees', () => {
  test('of a chain that has just begun', async () => {
    const { kind, choices, baseFee } = await suggestFees(ask(anvil.url))
    expect(kind).toBe('eip1559')
    const most = choices.map(({ maxFeePerGas }) => BigInt(maxFeePerGas))
    expect(most).toEqual(most.toSorted((a, b) => (a < b ? -1 : 1)))
    for (const { maxFeePerGas, maxPriorityFeePerGas = '0' } of choices) {
      expect(BigInt(maxPriorityFeePerGas)).toBeGreaterThan(0n)
      expect(BigInt(maxFeePerGas)).toBeGreaterThanOrEqual(
        BigInt(baseFee ?? '0') + BigInt(maxPriorityFeePerGas),
      )
    }
  })
  test('are taken by the chain', async () => {
    const rpc = ask(anvil.url)
    const { choices } = await suggestFees(rpc)
    for (const { maxFeePerGas, maxPriorityFeePerGas = '0' } of choices) {
      const hash = await rpc('eth_sendTransaction', [
        {
          from: me,
          to: bob,
          value: '0x1',
          maxFeePerGas: `0x${BigInt(maxFeePerGas).toString(16)}`,
          maxPriorityFeePerGas: `0x${BigInt(maxPriorityFeePerGas).toString(16)}`,
        },
      ])
      expect(hash).toMatch(/^0x/)
    }
  })
  test('without a history are those of the block and what the RPC says', async () => {
    const { choices } = await suggestFees(
      await without('eth_feeHistory', 'eth_maxPriorityFeePerGas'),
    )
    expect(choices.map(({ speed }) => speed)).toEqual(['slow', 'normal', 'fast'])
  })
  test('follow what blocks with something in them paid', async () => {
    const answers: Readonly<Record<string, unknown>> = {
      eth_getBlockByNumber: { baseFeePerGas: '0x64' },
      eth_feeHistory: {
        baseFeePerGas: ['0x64', '0x64', '0xc8'],
        gasUsedRatio: [0.5, 0, 0.9],
        reward: [
          ['0x5', '0xa', '0x14'],
          ['0x0', '0x0', '0x0'],
          ['0x7', '0x6', '0x1e'],
        ],
      },
    }
    const rpc: Rpc = async (method) => Promise.resolve(answers[method])
    expect(await suggestFees(rpc)).toEqual({
      kind: 'eip1559',
      baseFee: '200',
      choices: [
        { speed: 'slow', maxFeePerGas: '233', maxPriorityFeePerGas: '7' },
        { speed: 'normal', maxFeePerGas: '310', maxPriorityFeePerGas: '10' },
        { speed: 'fast', maxFeePerGas: '430', maxPriorityFeePerGas: '30' },
      ],
    })
  })
  test('are one price where there is no base fee', async () => {
    const answers: Readonly<Record<string, unknown>> = {
      eth_getBlockByNumber: { number: '0x1' },
      eth_gasPrice: '0x3e8',
    }
    const rpc: Rpc = async (method) => Promise.resolve(answers[method])
    expect(await suggestFees(rpc)).toEqual({
      kind: 'legacy',
      choices: [
        { speed: 'slow', maxFeePerGas: '1000' },
        { speed: 'normal', maxFeePerGas: '1100' },
        { speed: 'fast', maxFeePerGas: '1300' },
      ],
    })
  })
})
