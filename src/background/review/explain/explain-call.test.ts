import {
  encodeAbiParameters,
  encodeFunctionData,
  parseAbi,
  parseAbiParameters,
  toFunctionSignature,
} from 'viem'
import { describe, expect, test } from 'vitest'
import type { Hex } from '../../../payloads/encoding/hex.ts'
import { parseAddress } from '../../../payloads/evm/address.ts'
import { readTokenCall } from '../../../payloads/evm/read-token-call.ts'
import { capAllowance } from './cap-allowance.ts'
import { explainCall } from './explain-call.ts'
import { readSignature } from './read-signature.ts'
import { findFunction, selectorOf } from './selectors.ts'
import { signatures } from './signatures.ts'
import type { KnownToken } from './token-lookup.ts'

const me = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const token = parseAddress(`0x${'a1'.repeat(20)}`)
const nft = parseAddress(`0x${'b2'.repeat(20)}`)
const bob = parseAddress(`0x${'c3'.repeat(20)}`)
const spender = parseAddress(`0x${'d4'.repeat(20)}`)
const weth = '0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2'

const abi = parseAbi([
  'function transfer(address to, uint256 amount)',
  'function transferFrom(address from, address to, uint256 amount)',
  'function approve(address spender, uint256 amount)',
  'function increaseAllowance(address spender, uint256 added)',
  'function setApprovalForAll(address operator, bool approved)',
  'function safeTransferFrom(address from, address to, uint256 id, uint256 amount, bytes data)',
  'function safeBatchTransferFrom(address from, address to, uint256[] ids, uint256[] amounts, bytes data)',
  'function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)',
  'function deposit()',
  'function withdraw(uint256 amount)',
  'function multicall(uint256 deadline, bytes[] data)',
  'function execute(bytes commands, bytes[] inputs, uint256 deadline)',
  'function swapExactETHForTokens(uint256 least, address[] path, address to, uint256 deadline)',
  'function aggregate3((address target, bool allowFailure, bytes callData)[] calls)',
])
const permit2Abi = parseAbi([
  'function approve(address token, address spender, uint160 amount, uint48 expiration)',
])

const known: Readonly<Record<string, KnownToken>> = {
  [token]: { address: token, symbol: 'TST', decimals: 4, standard: 'ERC20' },
  [nft]: { address: nft, symbol: 'NFT', standard: 'ERC721' },
}
const tokens = (address: string) => known[address]
const tst = { address: token, symbol: 'TST', decimals: 4 }

const explain = (to: string | undefined, data: string, value = '0', chainId = '0x1') =>
  explainCall({ chainId, from: me.toLowerCase(), to: to?.toLowerCase(), value, data }, tokens)

const approve = (amount: bigint) =>
  encodeFunctionData({ abi, functionName: 'approve', args: [spender, amount] })
const transfer = encodeFunctionData({ abi, functionName: 'transfer', args: [bob, 12_000n] })

describe('a plain call', () => {
  test('sends coins', () => {
    expect(explain(bob, '0x', '5')).toEqual({ kind: 'send-coins', to: bob, amount: '5' })
  })
  test('without a target makes a contract', () => {
    expect(explain(undefined, '0x600160')).toEqual({ kind: 'deploy', bytes: 3, amount: '0' })
  })
  test('of a known function is named, with what it is given', () => {
    const args = [7n, [weth, token], bob, 9n] as const
    const data = encodeFunctionData({ abi, functionName: 'swapExactETHForTokens', args })
    expect(explain(spender, data, '3')).toMatchObject({
      kind: 'call',
      contract: spender,
      selector: '0x7ff36ab5',
      signature: 'swapExactETHForTokens(uint256,address[],address,uint256)',
      amount: '3',
      arguments: [
        { name: 'amountOutMin', type: 'uint256', value: '7' },
        { name: 'path', type: 'address[]', value: `[${weth}, ${token}]` },
        { name: 'to', value: bob },
        { name: 'deadline', value: '9' },
      ],
    })
  })
  test.each(['0x', '0x12', '0x123456', '0xdeadbeef00'])('with %s behind it stays bytes', (data) => {
    const action = explain(bob, data)
    expect(action).not.toHaveProperty('signature')
    if (data !== '0x') expect(action).toMatchObject({ kind: 'call', selector: data.slice(0, 10) })
  })
})

describe('a token', () => {
  test('is sent', () => {
    expect(explain(token, transfer)).toEqual({
      kind: 'send-token',
      standard: 'ERC20',
      token: tst,
      from: me,
      to: bob,
      amount: '12000',
    })
  })
  test('of a collection is sent by its number, by the function that others move amounts by', () => {
    const data = encodeFunctionData({ abi, functionName: 'transferFrom', args: [me, bob, 8n] })
    expect(explain(nft, data)).toMatchObject({ standard: 'ERC721', amount: '1', tokenId: '8' })
    expect(explain(token, data)).toMatchObject({ standard: 'ERC20', amount: '8' })
  })
  test('of EIP-1155 is sent, one kind or several', () => {
    const one = encodeFunctionData({
      abi,
      functionName: 'safeTransferFrom',
      args: [me, bob, 3n, 20n, '0x'],
    })
    expect(explain(nft, one)).toMatchObject({ standard: 'ERC1155', tokenId: '3', amount: '20' })
    const some = encodeFunctionData({
      abi,
      functionName: 'safeBatchTransferFrom',
      args: [me, bob, [3n, 4n], [20n, 30n], '0x'],
    })
    expect(explain(nft, some)).toMatchObject({
      kind: 'batch',
      actions: [{ tokenId: '3' }, { tokenId: '4', amount: '30' }],
    })
  })
  test('is allowed, up to an amount or for good', () => {
    expect(explain(token, approve(500n))).toMatchObject({
      kind: 'approve',
      via: 'approve',
      token: tst,
      spender,
      allowance: { amount: '500', unlimited: false },
      canCap: true,
    })
    for (const amount of [2n ** 256n - 1n, 2n ** 255n, 2n ** 160n - 1n, 2n ** 96n - 1n]) {
      expect(explain(token, approve(amount))).toMatchObject({ allowance: { unlimited: true } })
    }
    expect(explain(nft, approve(9n))).toMatchObject({ kind: 'approve-nft', tokenId: '9' })
  })
  test('is allowed through Permit2, for a time or for ever', () => {
    const data = (expiration: number) =>
      encodeFunctionData({
        abi: permit2Abi,
        functionName: 'approve',
        args: [token, spender, 5n, expiration],
      })
    expect(explain(bob, data(1_800_000_000))).toMatchObject({
      kind: 'approve',
      via: 'permit2',
      token: tst,
      until: 1_800_000_000,
      canCap: true,
    })
    expect(explain(bob, data(2 ** 48 - 1))).not.toHaveProperty('until')
  })
  test('is allowed by a permit of the sender, and not by one of another that is handed in', () => {
    const data = (owner: typeof bob) =>
      encodeFunctionData({
        abi,
        functionName: 'permit',
        args: [owner, spender, 5n, 9n, 27, `0x${'11'.repeat(32)}`, `0x${'22'.repeat(32)}`],
      })
    expect(explain(token, data(me))).toMatchObject({ kind: 'approve', via: 'permit', spender })
    expect(explain(token, data(bob))).toMatchObject({
      kind: 'call',
      arguments: [{ value: bob }, {}, {}, {}, {}, {}, {}],
    })
  })
  test('is given away whole with setApprovalForAll', () => {
    const args = [spender, true] as const
    const data = encodeFunctionData({ abi, functionName: 'setApprovalForAll', args })
    expect(explain(nft, data)).toMatchObject({
      kind: 'approve-all',
      operator: spender,
      approved: true,
    })
  })
  test('is a coin wrapped, at the one contract that is known to', () => {
    const deposit = encodeFunctionData({ abi, functionName: 'deposit' })
    expect(explain(weth, deposit, '9')).toMatchObject({ kind: 'wrap', amount: '9' })
    expect(explain(token, deposit, '9')).toMatchObject({ kind: 'call', signature: 'deposit()' })
    const withdraw = encodeFunctionData({ abi, functionName: 'withdraw', args: [4n] })
    expect(explain(weth, withdraw)).toMatchObject({ kind: 'unwrap', amount: '4' })
    expect(explain(weth, withdraw, '0', '0x2')).toMatchObject({ kind: 'call' })
  })
  test('never hides coins that go along', () => {
    expect(explain(token, approve(1n), '6')).toMatchObject({
      kind: 'batch',
      actions: [
        { kind: 'send-coins', to: token, amount: '6' },
        { kind: 'approve', canCap: false },
      ],
    })
  })
  test('is read as the nodes read it', () => {
    const args = [me, bob, 8n] as const
    const calls = [
      transfer,
      approve(77n),
      encodeFunctionData({ abi, functionName: 'transferFrom', args }),
    ]
    for (const data of calls) {
      const effect = readTokenCall(token, data)
      const action = explain(token, data)
      expect('to' in action ? action.to : action.kind === 'approve' && action.spender).toBe(
        effect?.to,
      )
    }
  })
})

describe('bytes that are no clean encoding', () => {
  const dirty = transfer.replace('0'.repeat(24), `${'0'.repeat(22)}01`)
  test.each([
    ['cut short', transfer.slice(0, -2)],
    ['without arguments', transfer.slice(0, 10)],
    ['with dirt before the address', dirty],
    ['with a list that ends nowhere', `0xac9650d8${'f'.repeat(64)}`],
    ['with a list longer than its bytes', `0xac9650d8${'20'.padStart(64, '0')}${'f'.repeat(64)}`],
  ])('are not explained: %s', (_, data) => {
    const action = explain(token, data)
    expect(action).toMatchObject({ kind: 'call', selector: data.slice(0, 10) })
    expect(action).toHaveProperty('signature')
    expect(action).not.toHaveProperty('arguments')
  })
  test('but for a mark behind them', () => {
    expect(explain(token, `${transfer}62756c`)).toMatchObject({ kind: 'send-token', to: bob })
  })
})

describe('calls in one', () => {
  const multicall = (data: readonly Hex[]) =>
    encodeFunctionData({ abi, functionName: 'multicall', args: [99n, data] })
  test('are told one by one, as the contract itself', () => {
    expect(explain(token, multicall([transfer, approve(5n)]))).toMatchObject({
      kind: 'batch',
      contract: token,
      actions: [
        { kind: 'send-token', from: me },
        { kind: 'approve', canCap: false },
      ],
    })
  })
  test('are made to others by the contract', () => {
    const args = [[{ target: token, allowFailure: false, callData: transfer }]] as const
    const data = encodeFunctionData({ abi, functionName: 'aggregate3', args })
    expect(explain(spender, data)).toMatchObject({
      kind: 'batch',
      actions: [{ kind: 'send-token', token: tst, from: spender, to: bob }],
    })
  })
  test('are not followed for ever', () => {
    let data: Hex = transfer
    for (let depth = 0; depth < 10; depth += 1) data = multicall([data])
    expect(JSON.stringify(explain(token, data))).not.toContain('send-token')
    const many = multicall(Array.from({ length: 200 }, () => transfer))
    expect(explain(token, many)).toMatchObject({ kind: 'call' })
    const few = multicall(Array.from({ length: 20 }, () => transfer))
    expect(explain(token, few)).toMatchObject({ kind: 'batch' })
  })
  test('of a router are its commands, with the permit in them', () => {
    const permit = encodeAbiParameters(
      parseAbiParameters(
        '((address token, uint160 amount, uint48 expiration, uint48 nonce) details, address spender, uint256 sigDeadline), bytes',
      ),
      [
        {
          details: { token, amount: 2n ** 160n - 1n, expiration: 1_800_000_000, nonce: 0 },
          spender,
          sigDeadline: 5n,
        },
        '0x12',
      ],
    )
    const swap = encodeAbiParameters(
      parseAbiParameters('address, uint256, uint256, address[], bool'),
      [bob, 5n, 4n, [token, weth], true],
    )
    const data = encodeFunctionData({
      abi,
      functionName: 'execute',
      args: ['0x0a08ff', [permit, swap, '0x'], 1n],
    })
    expect(explain(spender, data)).toMatchObject({
      kind: 'batch',
      actions: [
        { kind: 'approve', via: 'permit2', token: tst, spender, allowance: { unlimited: true } },
        {
          kind: 'call',
          selector: '0x08',
          arguments: [{ name: 'recipient', value: bob }, {}, {}, {}, {}],
        },
        { kind: 'call', selector: '0xff' },
      ],
    })
  })
})

describe('the table of functions', () => {
  test('has selectors that the world knows', () => {
    expect(selectorOf('transfer(address to, uint256 amount)')).toBe('0xa9059cbb')
    expect(findFunction('0x3593564c')?.canonical).toBe('execute(bytes,bytes[],uint256)')
    expect(findFunction('0x2b67b570')?.name).toBe('permit')
    expect(findFunction('0x6a761202')?.name).toBe('execTransaction')
    expect(findFunction('0x00000000')?.name).toMatch(/fulfillBasicOrder_efficient/)
    expect(findFunction('0xffffffff')).toBeUndefined()
  })
  test('is written as its parameters are read', () => {
    for (const text of signatures) {
      const { name, canonical, parameters } = readSignature(text)
      expect(
        toFunctionSignature({
          type: 'function',
          name,
          inputs: parameters,
          outputs: [],
          stateMutability: 'view',
        }),
      ).toBe(canonical)
    }
  })
  test('has no selector twice', () => {
    expect(new Set(signatures.map(selectorOf)).size).toBe(signatures.length)
  })
})

describe('a cap', () => {
  test('changes the amount alone', () => {
    expect(capAllowance(approve(2n ** 256n - 1n), '500')).toBe(approve(500n))
    expect(capAllowance(`${approve(7n)}abcd`, '5')).toBe(`${approve(5n)}abcd`)
  })
  test('is refused where there is no amount, or no room for it', () => {
    expect(() => capAllowance(transfer, '5')).toThrow('cannot be changed')
    expect(() => capAllowance(approve(1n).slice(0, -2), '5')).toThrow('cannot be changed')
    expect(() => capAllowance(approve(1n), String(2n ** 256n))).toThrow('larger')
  })
})
