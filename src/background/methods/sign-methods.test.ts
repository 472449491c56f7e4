import { privateKeyToAccount } from 'viem/accounts'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  ALICE,
  BOB,
  connected,
  DAPP,
  methodStage,
  type MethodStage,
} from '../../../test/support/method-stage.ts'
import { RpcError } from '../../messages/rpc-error.ts'
import type { Sent } from '../transactions/sent.ts'

let stage: MethodStage
beforeEach(async () => {
  stage = await methodStage()
  await connected(stage)
})

const refusal = async (run: Promise<unknown>): Promise<number> => {
  const error: unknown = await run.catch((thrown: unknown) => thrown)
  if (error instanceof RpcError) return error.code
  throw new Error('it was not refused')
}

const body = (): Record<string, unknown> => stage.asked.at(-1)?.body as Record<string, unknown>

describe('personal_sign', () => {
  test.each([
    ['hex', ['0xDEADbeef', ALICE], '0xdeadbeef'],
    ['text', ['hi ✓', ALICE], '0x686920e29c93'],
    ['the other order', [ALICE, 'hi'], '0x6869'],
    ['an address as message', [BOB, ALICE], BOB],
    ['half a byte as text', ['0xabc', ALICE], '0x3078616263'],
    ['digits without 0x as text', ['abcd', ALICE], '0x61626364'],
    ['nothing', ['0x', ALICE], '0x'],
    ['a password that nobody needs', ['0x01', ALICE, 'secret'], '0x01'],
  ])('takes %s, byte for byte', async (_, params, bytes) => {
    expect(await stage.run('personal_sign', params)).toBe('agreed to message')
    expect(body()).toEqual({ account: ALICE, chainId: '0x1', bytes })
  })

  test.each([
    ['an account that the site does not have', ['0x01', BOB], 4100],
    ['no account', ['hi'], -32_602],
    ['a number', [7, ALICE], -32_602],
    ['half a character', ['\ud800', ALICE], -32_602],
    ['far too much', [`0x${'00'.repeat(120_001)}`, ALICE], -32_602],
  ])('refuses %s', async (_, params, code) => {
    expect(await refusal(stage.run('personal_sign', params))).toBe(code)
    expect(stage.asked).toEqual([])
  })

  test('is for no other site', async () => {
    const by = { origin: 'https://other.test' }
    expect(await refusal(stage.run('personal_sign', ['0x01', ALICE], by))).toBe(4100)
  })

  test('personal_ecRecover names who signed', async () => {
    const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
    const signature = await account.signMessage({ message: 'hi' })
    const recovered = await stage.run('personal_ecRecover', ['hi', signature])
    expect(recovered).toBe(account.address.toLowerCase())
    const odd = `0x${'00'.repeat(65)}`
    expect(await refusal(stage.run('personal_ecRecover', ['hi', odd]))).toBe(-32_602)
    expect(await refusal(stage.run('personal_ecRecover', ['hi', '0x00']))).toBe(-32_602)
  })
})

describe('typed data', () => {
  const data = {
    types: {
      EIP712Domain: [{ name: 'name', type: 'string' }],
      Mail: [{ name: 'text', type: 'string' }],
    },
    primaryType: 'Mail',
    domain: { name: 'Mails' },
    message: { text: 'hi' },
  }
  const text = JSON.stringify(data)

  test.each(['eth_signTypedData', 'eth_signTypedData_v3', 'eth_signTypedData_v4'])(
    '%s takes text as it is, and objects',
    async (method) => {
      const spaced = JSON.stringify(data, null, 2)
      await stage.run(method, [ALICE, spaced])
      expect(body()).toEqual({ account: ALICE, chainId: '0x1', text: spaced })
      await stage.run(method, [ALICE, data])
      expect(body()).toEqual({ account: ALICE, chainId: '0x1', text })
    },
  )

  const changed = (change: object): string => JSON.stringify({ ...data, ...change })
  test.each([
    ['no primary type', changed({ primaryType: undefined })],
    ['an unknown primary type', changed({ primaryType: 'Letter' })],
    ['what is not in the types', changed({ message: { text: 'hi', more: 1 } })],
    ['what is missing', changed({ message: {} })],
    ['keys beside', changed({ more: 1 })],
    ['a polluting key', text.replace('"hi"}', '"hi","__proto__":{}}')],
    ['no JSON', '{'],
    ['a bad contract', changed({ domain: { name: 'Mails', verifyingContract: 'x' } })],
    ['an invalid type', changed({ types: { Mail: [{ name: 'text', type: 'uint' }] } })],
  ])('refuses %s', async (_, given) => {
    const run = stage.run('eth_signTypedData_v4', [ALICE, given])
    expect(await refusal(run)).toBe(-32_602)
    expect(stage.asked).toEqual([])
  })

  test('has no arrays in the third version', async () => {
    const types = { ...data.types, Mail: [{ name: 'text', type: 'string[]' }] }
    const given = changed({ types, message: { text: ['hi'] } })
    expect(await refusal(stage.run('eth_signTypedData_v3', [ALICE, given]))).toBe(-32_602)
    await stage.run('eth_signTypedData_v4', [ALICE, given])
    expect(stage.asked).toHaveLength(1)
  })

  const field = { type: 'string', name: 'A text', value: 'hi' }
  const first = JSON.stringify([field])

  test.each([
    ['a list', 'eth_signTypedData_v1', [[field], ALICE]],
    ['its text', 'eth_signTypedData_v1', [ALICE, first]],
    ['a list without a version', 'eth_signTypedData', [[field], ALICE]],
  ])('of the first version is %s', async (_, method, params) => {
    expect(await stage.run(method, params)).toBe('agreed to typedDataV1')
    expect(body()).toEqual({ account: ALICE, chainId: '0x1', text: first })
  })

  test.each([
    ['nothing', 'eth_signTypedData_v1', [], -32_602],
    ['no field', 'eth_signTypedData_v1', [[], ALICE], -32_602],
    ['a later version', 'eth_signTypedData_v1', [data, ALICE], -32_602],
    ['an unknown type', 'eth_signTypedData_v1', [[{ ...field, type: 'text' }], ALICE], -32_602],
    ['a number for a text', 'eth_signTypedData', [[{ ...field, value: 1 }], ALICE], -32_602],
    ['the first for a later version', 'eth_signTypedData_v4', [ALICE, [field]], -32_602],
    ['the first for somebody else', 'eth_signTypedData_v1', [[field], BOB], 4100],
    ['a later one for somebody else', 'eth_signTypedData_v4', [BOB, text], 4100],
  ])('refuses %s', async (_, method, params, code) => {
    expect(await refusal(stage.run(method, params))).toBe(code)
    expect(stage.asked).toEqual([])
  })
})

describe('eth_sendTransaction', () => {
  const call = { from: ALICE, to: BOB, value: '0x10', data: '0xABcd' }

  test('asks with what was given, and nothing else', async () => {
    await stage.run('eth_sendTransaction', [
      {
        ...call,
        gas: '0x5208',
        nonce: '0x0',
        maxFeePerGas: '0x20',
        maxPriorityFeePerGas: '0x1',
        type: '0x2',
        chainId: '0x1',
        accessList: [{ address: BOB, storageKeys: [`0x${'AA'.repeat(32)}`] }],
      },
    ])
    expect(body()).toMatchObject({
      account: ALICE,
      chainId: '0x1',
      draft: {
        asked: {
          to: BOB,
          value: '16',
          data: '0xabcd',
          gas: '21000',
          nonce: 0,
          maxFeePerGas: '32',
          maxPriorityFeePerGas: '1',
          type: 'eip1559',
          accessList: [{ address: BOB, storageKeys: [`0x${'aa'.repeat(32)}`] }],
        },
      },
    })
  })

  test.each([
    ['only a recipient', { from: ALICE, to: BOB }, { to: BOB, value: '0', data: '0x' }],
    ['input for data', { from: ALICE, to: BOB, input: '0x01' }, { data: '0x01' }],
    ['both alike', { from: ALICE, to: BOB, data: '0x01', input: '0x01' }, { data: '0x01' }],
    ['a contract', { from: ALICE, data: '0x60' }, { value: '0', data: '0x60' }],
    ['gasLimit for gas', { ...call, gasLimit: '0x5209' }, { gas: '21001' }],
    ['a gas price', { ...call, gasPrice: '0x5', type: '0x0' }, { gasPrice: '5', type: 'legacy' }],
    ['nothing as nothing', { ...call, gas: null, nonce: undefined }, { to: BOB }],
  ])('takes %s', async (_, transaction, asked) => {
    await stage.run('eth_sendTransaction', [transaction])
    expect(body()['draft']).toMatchObject({ asked })
  })

  test.each<[string, object]>([
    ['a value without 0x', { value: '10' }],
    ['a value as a number', { value: 16 }],
    ['a value below zero', { value: '-0x1' }],
    ['a value that is too large', { value: `0x1${'0'.repeat(64)}` }],
    ['a word as value', { value: 'invalid' }],
    ['half a byte of data', { data: '0x123' }],
    ['data without 0x', { data: '1234' }],
    ['data and input that differ', { input: '0x99' }],
    ['gas and gasLimit that differ', { gas: '0x1', gasLimit: '0x2' }],
    ['a recipient that is none', { to: 'invalid' }],
    ['an empty recipient', { to: '0x' }],
    [
      'a recipient with a typing error',
      { to: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD'.replace('aAeb', 'AAeb') },
    ],
    ['no recipient and no code', { to: undefined, data: undefined }],
    ['a bad gas limit', { gas: 'invalid' }],
    ['too much gas', { gas: '0x10000000000000000' }],
    ['a bad fee', { maxFeePerGas: 'invalid' }],
    ['two kinds of fee', { maxFeePerGas: '0x1', gasPrice: '0x1' }],
    ['a gas price in a new transaction', { gasPrice: '0x1', type: '0x2' }],
    ['a new fee in an old transaction', { maxFeePerGas: '0x1', type: '0x0' }],
    ['a tip above the fee', { maxFeePerGas: '0x1', maxPriorityFeePerGas: '0x2' }],
    ['blobs', { type: '0x3' }],
    ['code for accounts', { authorizationList: [] }],
    ['an unknown type', { type: '0x5' }],
    ['a bad nonce', { nonce: 1 }],
    ['another chain', { chainId: '0x89' }],
    ['an unknown field', { amount: '0x1' }],
    ['a broken access list', { accessList: [{ address: BOB }] }],
    ['an access list in an old transaction', { type: '0x0', accessList: [] }],
  ])('refuses %s', async (_, change) => {
    const run = stage.run('eth_sendTransaction', [{ ...call, ...change }])
    expect(await refusal(run)).toBe(-32_602)
    expect(stage.asked).toEqual([])
  })

  test('is sent from an account that the site has', async () => {
    expect(await refusal(stage.run('eth_sendTransaction', [{ ...call, from: BOB }]))).toBe(4100)
    expect(await refusal(stage.run('eth_sendTransaction', [{ to: BOB }]))).toBe(-32_602)
    expect(await refusal(stage.run('eth_sendTransaction', [call, call]))).toBe(-32_602)
  })
})

describe('batches', () => {
  const batch = {
    version: '2.0.0',
    from: ALICE,
    chainId: '0x1',
    atomicRequired: false,
    calls: [
      { to: BOB, value: '0x1' },
      { to: BOB, data: '0x01' },
    ],
  }

  test('are one ask, with an id of ours or the page', async () => {
    await stage.run('wallet_sendCalls', [batch])
    expect(body()).toMatchObject({
      account: ALICE,
      chainId: '0x1',
      bundle: `0x${'07'.repeat(32)}`,
      drafts: [{ asked: { to: BOB, value: '1' } }, { asked: { data: '0x01' } }],
    })
    const { from: _, ...rest } = batch
    const optional = { paymasterService: { url: 'x', optional: true } }
    await stage.run('wallet_sendCalls', [{ ...rest, id: '0x12', capabilities: optional }])
    expect(body()).toMatchObject({ account: ALICE, bundle: '0x12' })
  })

  test.each<[string, object, number]>([
    ['another version', { version: '1.0' }, -32_602],
    ['a foreign account', { from: BOB }, 4100],
    ['an unknown chain', { chainId: '0x123456' }, 5710],
    ['all or nothing', { atomicRequired: true }, 5760],
    ['no word on that', { atomicRequired: undefined }, -32_602],
    ['a capability', { capabilities: { paymasterService: {} } }, 5700],
    ['too many', { calls: Array.from({ length: 11 }, () => ({ to: BOB })) }, 5740],
    ['none', { calls: [] }, -32_602],
    ['a bad call', { calls: [{ to: 'x' }] }, -32_602],
    ['an unknown key', { more: 1 }, -32_602],
  ])('are refused with %s', async (_, change, code) => {
    expect(await refusal(stage.run('wallet_sendCalls', [{ ...batch, ...change }]))).toBe(code)
    expect(stage.asked).toEqual([])
  })

  const sent = (place: number, state: Sent['state'], change: Partial<Sent> = {}): Sent => ({
    approval: 'a',
    place,
    bundle: '0x12',
    origin: DAPP,
    account: ALICE,
    chainId: '0x1',
    nonce: place,
    hash: `0x0${place}`,
    raw: '0x',
    at: 0,
    state,
    ...change,
  })

  test.each<[number, Sent['state'][]]>([
    [100, ['mined', 'sent']],
    [100, ['signed', 'signed']],
    [200, ['mined', 'mined']],
    [500, ['reverted', 'reverted']],
    [600, ['mined', 'reverted']],
    [100, ['mined', 'sending']],
    [600, ['mined', 'void']],
    [400, ['gone', 'void']],
  ])('have status %i', async (status, states) => {
    stage.transactions = states.map((state, place) => sent(place, state))
    stage.rpc = (_url, _method, [hash]) => ({
      result: {
        transactionHash: hash,
        status: '0x1',
        logs: [{ address: BOB, data: '0x', topics: [], more: 1 }],
        more: 1,
      },
    })
    const answer = await stage.run('wallet_getCallsStatus', ['0x12'])
    expect(answer).toMatchObject({
      version: '2.0.0',
      id: '0x12',
      chainId: '0x1',
      status,
      atomic: false,
    })
    expect(JSON.stringify(answer)).not.toContain('more')
    expect(await stage.run('wallet_showCallsStatus', ['0x12'])).toBe(null)
    expect(stage.shown).toEqual(['/batch/a'])
  })

  test('are known to who sent them', async () => {
    stage.transactions = [sent(0, 'mined', { origin: 'https://other.test' })]
    expect(await refusal(stage.run('wallet_getCallsStatus', ['0x12']))).toBe(5730)
    expect(await refusal(stage.run('wallet_showCallsStatus', ['0x12']))).toBe(5730)
    expect(stage.shown).toEqual([])
    stage.transactions = [sent(0, 'mined')]
    const again = { ...batch, id: '0x12' }
    expect(await refusal(stage.run('wallet_sendCalls', [again]))).toBe(5720)
  })

  test('are not atomic, on any chain', async () => {
    expect(await stage.run('wallet_getCapabilities', [ALICE, ['0x1', '0x123456']])).toEqual({
      '0x1': { atomic: { status: 'unsupported' } },
    })
    expect(await stage.run('wallet_getCapabilities', [ALICE])).toHaveProperty('0x89')
    expect(await refusal(stage.run('wallet_getCapabilities', [BOB]))).toBe(4100)
  })
})

test.each([
  'eth_sign',
  'eth_signTransaction',
  'eth_getEncryptionPublicKey',
  'eth_decrypt',
  'eth_newPendingTransactionFilter',
])('%s is known and refused', async (method) => {
  expect(await refusal(stage.run(method, [ALICE, '0x00']))).toBe(4200)
})
