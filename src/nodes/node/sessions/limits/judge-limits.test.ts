import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { protocolError } from '../../../../../test/support/protocol-errors.ts'
import type { EvmTransactionFacts } from '../../../../payloads/evm/facts.ts'
import type { Facts } from '../../../../payloads/facts-of.ts'
import type { TypedDataFacts } from '../../../../payloads/message/facts.ts'
import type { Limits } from '../../../../protocol/limits.ts'
import { judgeLimits, type DigestFacts } from './judge-limits.ts'

const shop = `0x${'5A'.repeat(20)}` as const
const low = `0x${'5a'.repeat(20)}` as const
const other = `0x${'07'.repeat(20)}` as const
const buy = '0x11111111'
const sell = '0x22222222'

const transfer: EvmTransactionFacts = {
  family: 'evm',
  kind: 'evm-transaction',
  chain: 'eip155:1',
  target: shop,
  createsContract: false,
  selector: null,
  value: 70n,
  maxFee: 30n,
  nonce: 0n,
  tokens: [],
  delegations: [],
  changesControl: false,
}
const call: EvmTransactionFacts = { ...transfer, selector: buy }
const creation: EvmTransactionFacts = { ...transfer, target: null, createsContract: true }
const anywhere: EvmTransactionFacts = { ...transfer, chain: null }
const authorization: Facts = {
  family: 'evm',
  kind: 'evm-authorization',
  chain: 'eip155:1',
  tokens: [],
  delegations: [],
  changesControl: true,
}
const message: Facts = {
  family: 'message',
  kind: 'personal-message',
  chain: null,
  bytes: '0x',
  text: '',
  tokens: [],
  changesControl: false,
}
const adr36: Facts = { ...message, kind: 'adr36', signer: 'x' }
const typed: TypedDataFacts = {
  family: 'message',
  kind: 'typed-data',
  chain: 'eip155:1',
  domain: { name: null, version: null, chainId: 1n, verifyingContract: shop, salt: null },
  primaryType: 'Order',
  type: 'Order()',
  tokens: [],
  changesControl: false,
}
const openTyped: TypedDataFacts = {
  ...typed,
  chain: null,
  domain: { ...typed.domain, chainId: null },
}
const typedFirst: Facts = {
  family: 'message',
  kind: 'typed-data-v1',
  chain: null,
  fields: [],
  tokens: [],
  changesControl: false,
}
const cosmos: Facts = {
  family: 'cosmos',
  kind: 'cosmos-direct',
  chain: 'cosmos:home-1',
  messages: [],
  amounts: new Map(),
  fee: { amounts: [], gas: 0n, payer: '', granter: '' },
  memo: '',
  accountNumber: 0n,
  timeoutHeight: 0n,
  signers: [],
  opaque: false,
  changesControl: false,
}
const amino: Facts = { ...cosmos, kind: 'cosmos-amino' }
const digest: DigestFacts = { kind: 'digest' }

const domains: Limits['domains'] = [{ chain: 'eip155:1', contract: low }]

type Case = [name: string, limits: Limits, facts: Facts | DigestFacts, limit?: keyof Limits]

const judge = (limits: Limits, facts: Facts | DigestFacts, origin?: string): void =>
  judgeLimits(limits, facts, origin)

const cases: readonly Case[] = [
  ['a transfer to a chain that is named', { chains: ['eip155:1'] }, transfer],
  ['a transfer to another chain', { chains: ['eip155:2'] }, transfer, 'chains'],
  ['a transfer that holds on every chain', { chains: ['eip155:1'] }, anywhere, 'chains'],
  ['a call of a contract that is named', { contracts: [low] }, call],
  ['a call of another contract', { contracts: [other] }, call, 'contracts'],
  ['a creation, where contracts are named', { contracts: [low] }, creation, 'contracts'],
  ['a creation, where none are', {}, creation],
  ['a function that is named', { functions: [buy] }, call],
  ['another function', { functions: [sell] }, call, 'functions'],
  ['a transfer, where functions are named', { functions: [buy] }, transfer, 'functions'],
  ['value with its fee, up to the limit', { valuePerTransaction: '100' }, transfer],
  ['value with its fee, beyond it', { valuePerTransaction: '99' }, transfer, 'valuePerTransaction'],
  ['value beyond the total', { valueTotal: '99' }, transfer, 'valueTotal'],
  ['value up to the total', { valueTotal: '100' }, transfer],
  ['a creation with value', { valuePerTransaction: '100' }, creation],
  ['a call, where only value is limited', { valueTotal: '100' }, call, 'valueTotal'],
  ['the same for each', { valuePerTransaction: '100' }, call, 'valuePerTransaction'],
  ['a call of a contract that is named too', { valueTotal: '100', contracts: [low] }, call],
  ['a call of a function that is named too', { valueTotal: '100', functions: [buy] }, call],
  ['its value', { valueTotal: '99', functions: [buy] }, call, 'valueTotal'],
  ['a transfer, where typed data alone is limited', { domains }, transfer, 'domains'],
  ['the same, with its kind named', { domains, kinds: ['evm-transaction'] }, transfer],
  ['the same, with its chain named', { domains, chains: ['eip155:1'] }, transfer],
  ['the same, with its value limited', { domains, valueTotal: '100' }, transfer],

  ['an authorization on a chain that is named', { chains: ['eip155:1'] }, authorization],
  ['an authorization elsewhere', { chains: ['eip155:2'] }, authorization, 'chains'],
  ['an authorization under a value', { valueTotal: '1' }, authorization, 'valueTotal'],
  ['an authorization beside contracts', { contracts: [low] }, authorization, 'contracts'],
  ['an authorization beside domains', { domains }, authorization, 'domains'],

  ['typed data without limits', {}, typed],
  ['typed data on its chain', { chains: ['eip155:1'] }, typed],
  ['typed data on another chain', { chains: ['eip155:2'] }, typed, 'chains'],
  ['typed data for any chain', { chains: ['eip155:1'] }, openTyped, 'chains'],
  ['typed data of its domain', { domains }, typed],
  [
    'typed data of another contract',
    { domains: [{ chain: 'eip155:1', contract: other }] },
    typed,
    'domains',
  ],
  [
    'typed data of the contract elsewhere',
    { domains: [{ chain: 'eip155:2', contract: low }] },
    typed,
    'domains',
  ],
  ['typed data that leaves its chain open', { domains }, openTyped, 'domains'],
  ['typed data under a value', { valueTotal: '1' }, typed, 'valueTotal'],
  ['typed data beside contracts', { contracts: [low] }, typed, 'contracts'],
  ['typed data beside functions', { functions: [buy] }, typed, 'functions'],
  [
    'the same, with its kind alone named',
    { valueTotal: '1', kinds: ['typed-data'] },
    typed,
    'valueTotal',
  ],
  ['the same, with its domain named', { valueTotal: '1', contracts: [other], domains }, typed],

  ['its first version without limits', {}, typedFirst],
  ['its first version, named', { signatures: 1, kinds: ['typed-data-v1'] }, typedFirst],
  ['its first version, where the later is named', { kinds: ['typed-data'] }, typedFirst, 'kinds'],
  [
    'its first version, which has no domain',
    { domains, kinds: ['typed-data-v1'] },
    typedFirst,
    'domains',
  ],
  ['its first version, which has no chain', { chains: ['eip155:1'] }, typedFirst, 'chains'],
  [
    'its first version under a value',
    { valueTotal: '1', kinds: ['typed-data-v1'] },
    typedFirst,
    'valueTotal',
  ],

  ['a message without limits', {}, message],
  ['a message under a count', { signatures: 1 }, message],
  ['a message under a value', { valueTotal: '1' }, message, 'valueTotal'],
  ['a message beside chains', { chains: ['eip155:1'] }, message, 'chains'],
  ['a message beside contracts', { contracts: [low] }, message, 'contracts'],
  ['a message beside domains', { domains }, message, 'domains'],
  ['the same, named', { domains, chains: ['eip155:1'], kinds: ['personal-message'] }, message],
  ['ADR-36 under a value', { valuePerTransaction: '1' }, adr36, 'valuePerTransaction'],
  ['the same, named', { valuePerTransaction: '1', kinds: ['adr36'] }, adr36],

  ['a Cosmos document on its chain', { chains: ['cosmos:home-1'] }, cosmos],
  ['a Cosmos document elsewhere', { chains: ['cosmos:home-2', 'eip155:1'] }, amino, 'chains'],
  ['a Cosmos document under a value', { valueTotal: '1' }, cosmos, 'valueTotal'],
  [
    'the same, though it is named',
    { valueTotal: '1', kinds: ['cosmos-direct'] },
    cosmos,
    'valueTotal',
  ],
  ['a Cosmos document beside contracts', { contracts: [low] }, amino, 'contracts'],
  ['a Cosmos document beside domains', { domains }, cosmos, 'domains'],

  ['a digest without limits', {}, digest],
  ['a digest under a count', { signatures: 1, kinds: ['digest'] }, digest],
  ['a digest beside chains', { chains: ['eip155:1'], kinds: ['digest'] }, digest, 'chains'],
  ['a digest under a value', { valueTotal: '1', kinds: ['digest'] }, digest, 'valueTotal'],
  ['a digest beside domains', { domains, kinds: ['digest'] }, digest, 'domains'],
  ['a kind that is not named', { kinds: ['typed-data'] }, transfer, 'kinds'],
]

test.each(cases.filter(([, , , limit]) => limit === undefined))(
  'passes: %s',
  (_, limits, facts) => {
    expect(() => judge(limits, facts)).not.toThrow()
  },
)

test.each(cases.filter(([, , , limit]) => limit !== undefined))(
  'refuses: %s',
  (_, limits, facts, limit) => {
    expect(() => judge(limits, facts)).toThrow(protocolError('limit-exceeded', { limit }))
  },
)

describe('a session of one page', () => {
  const limits = { origins: ['https://shop.example'] }
  test('signs for it', () => {
    expect(() => judge(limits, transfer, 'https://shop.example')).not.toThrow()
  })
  test.each([undefined, 'https://shop.example/', 'http://shop.example', ''])(
    'and not for %s',
    (origin) => {
      expect(() => judge(limits, transfer, origin)).toThrow(
        protocolError('limit-exceeded', { limit: 'origins', allowed: limits.origins }),
      )
    },
  )
})

test('says what was allowed and what was asked', () => {
  expect(() => judge({ valuePerTransaction: '99' }, transfer)).toThrow(
    protocolError('limit-exceeded', { allowed: '99', asked: '100' }),
  )
  expect(() => judge({ contracts: [other] }, call)).toThrow(
    protocolError('limit-exceeded', { allowed: [other], asked: low }),
  )
})

const someLimits: fc.Arbitrary<Limits> = fc.record(
  {
    kinds: fc.subarray(['evm-transaction', 'typed-data', 'personal-message', 'digest'] as const, {
      minLength: 1,
    }),
    chains: fc.subarray(['eip155:1', 'eip155:2', 'cosmos:home-1'], { minLength: 1 }),
    contracts: fc.subarray([low, other], { minLength: 1 }),
    functions: fc.subarray([buy, sell] as const, { minLength: 1 }),
    valuePerTransaction: fc.constantFrom('99', '100', '1000'),
    valueTotal: fc.constantFrom('99', '100', '1000'),
    domains: fc.constant(domains),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Limits>

const someFacts = fc.constantFrom<Facts | DigestFacts>(
  transfer,
  call,
  creation,
  anywhere,
  authorization,
  message,
  adr36,
  typed,
  openTyped,
  typedFirst,
  cosmos,
  amino,
  digest,
)

const passes = (limits: Limits, facts: Facts | DigestFacts): boolean => {
  try {
    judge(limits, facts)
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'limit-exceeded' })
    return false
  }
}

test('without limits everything passes, and a value that is too high never does', () => {
  fc.assert(
    fc.property(someLimits, someFacts, (limits, facts) => {
      expect(passes({}, facts)).toBe(true)
      const { value, maxFee } = { value: 0n, maxFee: 0n, ...facts } as EvmTransactionFacts
      const most = [limits.valuePerTransaction, limits.valueTotal].filter(
        (one) => one !== undefined,
      )
      if (most.some((one) => BigInt(one) < value + maxFee))
        expect(passes(limits, facts)).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test('what moves value passes a limit on value only where the value is known', () => {
  fc.assert(
    fc.property(someLimits, someFacts, (limits, facts) => {
      const limited = limits.valuePerTransaction !== undefined || limits.valueTotal !== undefined
      if (!limited || facts.kind === 'evm-transaction') return
      const named = facts.kind === 'typed-data' ? limits.domains : limits.kinds
      if (passes(limits, facts)) {
        expect(named).toBeDefined()
        expect(['typed-data', 'personal-message', 'adr36']).toContain(facts.kind)
      }
    }),
    { numRuns: 500 },
  )
})
