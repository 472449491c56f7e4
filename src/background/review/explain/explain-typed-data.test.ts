import { describe, expect, test } from 'vitest'
import { refusal } from '../../../../test/support/refusal.ts'
import { parseAddress } from '../../../payloads/evm/address.ts'
import { explainTypedData } from './explain-typed-data.ts'

const me = parseAddress(`0x${'e1'.repeat(20)}`)
const token = parseAddress(`0x${'a1'.repeat(20)}`)
const spender = parseAddress(`0x${'d4'.repeat(20)}`)
const permit2 = '0x000000000022D473030F116dDEE9F6B43aC78BA3'

const tokens = (address: string) =>
  address === token ? { address, symbol: 'TST', decimals: 4 } : undefined
const tst = { address: token, symbol: 'TST', decimals: 4 }

/** Members as Solidity writes them. */
const struct = (members: string) =>
  members.split(', ').map((member) => {
    const [type, name] = member.split(' ')
    return { name, type }
  })

const typed = (
  primaryType: string,
  types: Readonly<Record<string, string>>,
  message: unknown,
  verifyingContract: string = token,
) =>
  JSON.stringify({
    types: Object.fromEntries(Object.entries(types).map(([name, of]) => [name, struct(of)])),
    primaryType,
    domain: { name: 'Test', version: '1', chainId: 1, verifyingContract },
    message,
  })

const explain = (...args: Parameters<typeof typed>) =>
  explainTypedData(typed(...args), () => tokens)

const details = 'address token, uint160 amount, uint48 expiration, uint48 nonce'
const detail = (amount: bigint, expiration: number) => ({
  token,
  amount: String(amount),
  expiration,
  nonce: 0,
})

describe('typed data', () => {
  test('is a tree in the order of its types, each value in one spelling', () => {
    const { domain, primaryType, tree } = explain(
      'Mail',
      {
        Person: 'string name, address[] wallets',
        Mail: 'Person from, Person[] to, uint256 amount, bool done, bytes4 tag',
      },
      {
        tag: '0x12345678',
        done: false,
        amount: '0x10',
        to: [{ name: 'B\u202eob', wallets: [] }],
        from: { wallets: [spender.toLowerCase()], name: 'Ann' },
      },
    )
    expect(primaryType).toBe('Mail')
    expect(domain).toEqual([
      { name: 'name', type: 'string', value: 'Test' },
      { name: 'version', type: 'string', value: '1' },
      { name: 'chainId', type: 'uint256', value: '1' },
      { name: 'verifyingContract', type: 'address', value: token },
    ])
    expect(tree).toEqual([
      {
        name: 'from',
        type: 'Person',
        fields: [
          { name: 'name', type: 'string', value: 'Ann' },
          {
            name: 'wallets',
            type: 'address[]',
            fields: [{ name: '0', type: 'address', value: spender }],
          },
        ],
      },
      {
        name: 'to',
        type: 'Person[]',
        fields: [
          {
            name: '0',
            type: 'Person',
            fields: [
              { name: 'name', type: 'string', value: String.raw`B\u{202e}ob` },
              { name: 'wallets', type: 'address[]', fields: [] },
            ],
          },
        ],
      },
      { name: 'amount', type: 'uint256', value: '16' },
      { name: 'done', type: 'bool', value: 'false' },
      { name: 'tag', type: 'bytes4', value: '0x12345678' },
    ])
  })
  test('is refused where the nodes refuse it', () => {
    expect(() => explain('A', { A: 'uint8 x' }, { x: 256 })).toThrow(refusal('out-of-range'))
    expect(explain('A', { A: 'uint8 x' }, { x: 255 }).tree).toHaveLength(1)
  })
})

describe('a permit is an approval', () => {
  const base = { kind: 'approve', token: tst, spender, canCap: false }
  test('of EIP-2612, for good once it is handed in', () => {
    const { actions } = explain(
      'Permit',
      { Permit: 'address owner, address spender, uint256 value, uint256 nonce, uint256 deadline' },
      { owner: me, spender, value: '500', nonce: 0, deadline: 1_800_000_000 },
    )
    expect(actions).toEqual([
      { ...base, via: 'permit', allowance: { amount: '500', unlimited: false } },
    ])
  })
  test('of Dai, all or nothing', () => {
    const types = {
      Permit: 'address holder, address spender, uint256 nonce, uint256 expiry, bool allowed',
    }
    const message = { holder: me, spender, nonce: 0, expiry: 0 }
    expect(explain('Permit', types, { ...message, allowed: true }).actions).toMatchObject([
      { via: 'permit', allowance: { unlimited: true } },
    ])
    expect(explain('Permit', types, { ...message, allowed: false }).actions).toMatchObject([
      { via: 'permit', allowance: { amount: '0', unlimited: false } },
    ])
  })
  test('of Permit2, one or several', () => {
    const one = explain(
      'PermitSingle',
      {
        PermitDetails: details,
        PermitSingle: 'PermitDetails details, address spender, uint256 sigDeadline',
      },
      { details: detail(2n ** 160n - 1n, 1_800_000_000), spender, sigDeadline: 5 },
      permit2,
    )
    expect(one.actions).toMatchObject([
      { ...base, via: 'permit2', allowance: { unlimited: true }, until: 1_800_000_000 },
    ])
    const many = explain(
      'PermitBatch',
      {
        PermitDetails: details,
        PermitBatch: 'PermitDetails[] details, address spender, uint256 sigDeadline',
      },
      { details: [detail(1n, 7), detail(2n, 2 ** 48 - 1)], spender, sigDeadline: 5 },
      permit2,
    )
    expect(many.actions).toMatchObject([
      { allowance: { amount: '1' }, until: 7 },
      { allowance: { amount: '2' } },
    ])
    expect(many.actions[1]).not.toHaveProperty('until')
  })
  test('of Permit2, to be used once', () => {
    const { actions } = explain(
      'PermitTransferFrom',
      {
        TokenPermissions: 'address token, uint256 amount',
        PermitTransferFrom:
          'TokenPermissions permitted, address spender, uint256 nonce, uint256 deadline',
      },
      { permitted: { token, amount: 9 }, spender, nonce: 1, deadline: 1_800_000_000 },
      permit2,
    )
    expect(actions).toMatchObject([
      { via: 'permit2', allowance: { amount: '9' }, until: 1_800_000_000 },
    ])
  })
  test('of EIP-4494, for one token', () => {
    const { actions } = explain(
      'Permit',
      { Permit: 'address spender, uint256 tokenId, uint256 nonce, uint256 deadline' },
      { spender, tokenId: 8, nonce: 0, deadline: 1 },
    )
    expect(actions).toEqual([{ kind: 'approve-nft', token: tst, spender, tokenId: '8' }])
  })
  test('or a payment, by EIP-3009', () => {
    const { actions } = explain(
      'TransferWithAuthorization',
      {
        TransferWithAuthorization:
          'address from, address to, uint256 value, uint256 validAfter, uint256 validBefore, bytes32 nonce',
      },
      {
        from: me,
        to: spender,
        value: 3,
        validAfter: 0,
        validBefore: 9,
        nonce: `0x${'00'.repeat(32)}`,
      },
    )
    expect(actions).toMatchObject([{ kind: 'send-token', from: me, to: spender, amount: '3' }])
  })
  test('only if it has the very type', () => {
    const types = { Permit: 'address owner, address spender, uint256 value' }
    expect(explain('Permit', types, { owner: me, spender, value: 1 }).actions).toEqual([])
  })
})
