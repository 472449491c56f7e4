import { secp256k1 } from '@noble/curves/secp256k1.js'
import { encodeFunctionData, parseAbi } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import type { Hex } from '../encoding/hex.ts'
import { addressFromBytes } from './address.ts'
import { authorizationFacts, transactionFacts } from './facts.ts'
import type { Transaction } from './transaction.ts'

const token = addressFromBytes(new Uint8Array(20).fill(0x11))
const alice = addressFromBytes(new Uint8Array(20).fill(0x22))
const bob = addressFromBytes(new Uint8Array(20).fill(0x33))
const nobody = addressFromBytes(new Uint8Array(20))

const call = (data: Hex, more: object = {}): Transaction => ({
  type: 'eip1559',
  chainId: 10n,
  nonce: 7n,
  gas: 100n,
  maxFeePerGas: 30n,
  maxPriorityFeePerGas: 2n,
  to: token,
  value: 5n,
  data,
  accessList: [],
  ...more,
})

const abi = parseAbi([
  'function transfer(address,uint256)',
  'function transferFrom(address,address,uint256)',
  'function safeTransferFrom(address,address,uint256)',
  'function approve(address,uint256)',
  'function increaseAllowance(address,uint256)',
  'function setApprovalForAll(address,bool)',
  'function permit(address,address,uint256,uint256,uint8,bytes32,bytes32)',
])
const abi2 = parseAbi(['function safeTransferFrom(address,address,uint256,bytes)'])
const abi1155 = parseAbi(['function safeTransferFrom(address,address,uint256,uint256,bytes)'])
const abiPermit2 = parseAbi(['function approve(address,address,uint160,uint48)'])
const zero = `0x${'00'.repeat(32)}` as const

describe('a call on a token', () => {
  const effect = (via: string, rest: object) => ({
    action: /ransfer/.test(via) ? 'transfer' : 'allow',
    via,
    token,
    owner: null,
    to: bob,
    amount: 9n,
    ...rest,
  })

  test.each([
    [
      encodeFunctionData({ abi, functionName: 'transfer', args: [bob, 9n] }),
      effect('transfer', {}),
    ],
    [
      encodeFunctionData({ abi, functionName: 'transferFrom', args: [alice, bob, 9n] }),
      effect('transferFrom', { owner: alice }),
    ],
    [
      encodeFunctionData({ abi, functionName: 'safeTransferFrom', args: [alice, bob, 9n] }),
      effect('safeTransferFrom', { owner: alice }),
    ],
    [
      encodeFunctionData({ abi: abi2, args: [alice, bob, 9n, '0x12'] }),
      effect('safeTransferFrom', { owner: alice }),
    ],
    [
      encodeFunctionData({ abi: abi1155, args: [alice, bob, 1n, 9n, '0x'] }),
      effect('safeTransferFrom', { owner: alice }),
    ],
    [encodeFunctionData({ abi, functionName: 'approve', args: [bob, 9n] }), effect('approve', {})],
    [
      encodeFunctionData({ abi, functionName: 'increaseAllowance', args: [bob, 9n] }),
      effect('increaseAllowance', {}),
    ],
    [
      encodeFunctionData({ abi, functionName: 'setApprovalForAll', args: [bob, true] }),
      effect('setApprovalForAll', { amount: null }),
    ],
    [
      encodeFunctionData({ abi, functionName: 'setApprovalForAll', args: [bob, false] }),
      effect('setApprovalForAll', { amount: 0n }),
    ],
    [
      encodeFunctionData({
        abi,
        functionName: 'permit',
        args: [alice, bob, 9n, 1n, 27, zero, zero],
      }),
      effect('permit', { owner: alice }),
    ],
    [
      encodeFunctionData({ abi: abiPermit2, args: [alice, bob, 9n, 1] }),
      effect('permit2', { token: alice }),
    ],
  ])('is read: %s', (data, effect) => {
    expect(transactionFacts(call(data)).tokens).toEqual([effect])
    // Some applications append a mark of their own; contracts do not see it.
    expect(transactionFacts(call(`${data}cafe`)).tokens).toEqual([effect])
  })

  test('is not read when arguments are missing or no addresses', () => {
    const data = encodeFunctionData({ abi, functionName: 'approve', args: [bob, 9n] })
    const dirty = data.replace('0x095ea7b300', '0x095ea7b301') as Hex
    for (const broken of [data.slice(0, -2) as Hex, dirty]) {
      expect(transactionFacts(call(broken))).toMatchObject({ tokens: [], selector: '0x095ea7b3' })
    }
    expect(transactionFacts(call(data)).tokens).toHaveLength(1)
  })

  test('is nothing in the code of a new contract', () => {
    const data = encodeFunctionData({ abi, functionName: 'approve', args: [bob, 9n] })
    expect(transactionFacts(call(data, { to: null }))).toMatchObject({
      target: null,
      createsContract: true,
      selector: null,
      tokens: [],
    })
  })
})

test('a transfer of native coin', () => {
  expect(transactionFacts(call('0x'))).toEqual({
    family: 'evm',
    kind: 'evm-transaction',
    chain: 'eip155:10',
    target: token,
    createsContract: false,
    selector: null,
    value: 5n,
    maxFee: 3000n,
    nonce: 7n,
    tokens: [],
    delegations: [],
    changesControl: false,
  })
})

test('fewer than four bytes are no selector', () => {
  expect(transactionFacts(call('0x112233')).selector).toBeNull()
  expect(transactionFacts(call('0x11223344')).selector).toBe('0x11223344')
})

test('a transaction without a chain holds on all of them', () => {
  const legacy: Transaction = {
    type: 'legacy',
    chainId: null,
    nonce: 1n,
    gas: 100n,
    gasPrice: 2n,
    to: token,
    value: 5n,
    data: '0x',
  }
  expect(transactionFacts(legacy)).toMatchObject({ chain: null, maxFee: 200n })
})

test('a delegation names the account whose signature it has', async () => {
  const account = privateKeyToAccount(`0x${'42'.repeat(32)}`)
  const signed = await account.signAuthorization({ address: bob, chainId: 10, nonce: 3 })
  const authorization = {
    chainId: 10n,
    address: bob,
    nonce: 3n,
    r: BigInt(signed.r),
    s: BigInt(signed.s),
    yParity: signed.yParity === 0 ? 0 : 1,
  } as const
  const facts = (one: object) =>
    transactionFacts(
      call('0x', { type: 'eip7702', authorizationList: [{ ...authorization, ...one }] }),
    )
  expect(facts({})).toMatchObject({
    changesControl: true,
    delegations: [{ chain: 'eip155:10', authority: account.address, delegate: bob, nonce: 3n }],
  })
  expect(facts({ nonce: 4n }).delegations[0]?.authority).not.toBe(account.address)
  // 5 is the x coordinate of no point.
  expect(() => secp256k1.Point.fromHex(`02${'05'.padStart(64, '0')}`)).toThrow(/bad point/)
  expect(facts({ r: 5n }).delegations[0]?.authority).toBeNull()
})

test('an authorization changes control, on one chain or on all', () => {
  expect(authorizationFacts({ chainId: 5n, address: bob, nonce: 1n })).toMatchObject({
    chain: 'eip155:5',
    changesControl: true,
    delegations: [{ chain: 'eip155:5', authority: null, delegate: bob }],
  })
  expect(authorizationFacts({ chainId: 0n, address: nobody, nonce: 1n })).toMatchObject({
    chain: null,
    delegations: [{ chain: null, delegate: null }],
  })
})
