import { encodeFunctionData, parseAbi } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { expect, test } from 'vitest'
import { bob, spender, token } from '../../../test/support/review-subjects.ts'
import { recipientsOfRaw } from './recipients-of-raw.ts'

const account = privateKeyToAccount(`0x${'01'.repeat(32)}`)
const abi = parseAbi([
  'function transfer(address to, uint256 amount)',
  'function approve(address spender, uint256 amount)',
])
const transfer = encodeFunctionData({ abi, functionName: 'transfer', args: [bob, 5n] })
const approve = encodeFunctionData({ abi, functionName: 'approve', args: [spender, 5n] })
const common = { nonce: 1, gas: 21_000n, chainId: 1 }
const legacy = { type: 'legacy', gasPrice: 1n } as const
const eip2930 = { type: 'eip2930', gasPrice: 1n, accessList: [] } as const
const eip1559 = { type: 'eip1559', maxFeePerGas: 1n } as const

test.each([legacy, eip2930, eip1559])('of a transaction of type $type', async (fees) => {
  const signed = async (to: typeof bob, data: typeof approve | '0x') =>
    account.signTransaction({ ...common, ...fees, to, data, value: 7n })
  expect(recipientsOfRaw(await signed(bob, '0x'))).toEqual([bob])
  expect(recipientsOfRaw(await signed(token, transfer))).toEqual([bob])
  expect(recipientsOfRaw(await signed(token, approve))).toEqual([])
})

test('of one that makes a contract are none', async () => {
  expect(
    recipientsOfRaw(await account.signTransaction({ ...common, ...legacy, data: '0x6001' })),
  ).toEqual([])
})
