import { describe, expect, test } from 'vitest'
import { login, owner, passkey, stranger } from '../../../../test/support/pkps.ts'
import { accountOf } from '../../../../test/support/registry-nodes.ts'
import type { CertifiedIdentity } from '../../../protocol/certificate.ts'
import { authMethodOf } from '../../../registry/auth-method-id.ts'
import type { Pkp } from '../../../registry/pkp.ts'
import { tokenIdOf } from '../../../registry/token-id.ts'
import { whyNot, type KeyRecords } from './may-use.ts'
import type { Operation } from './operation.ts'

const key = accountOf('key')

const identityOf = (method: {
  readonly authMethodType: bigint
  readonly id: `0x${string}`
}): CertifiedIdentity => ({ authMethodType: method.authMethodType.toString(), id: method.id })

const addressOf = (address: `0x${string}`) => authMethodOf({ kind: 'address', address })

const at = 1_800_000_000

const record = (changes: Partial<Pkp> = {}): Pkp => ({
  tokenId: tokenIdOf(key.publicKey),
  publicKey: key.publicKey,
  ethAddress: key.address,
  owner,
  sessionsValidFrom: 0n,
  permitted: [],
  ...changes,
})

const permits = (
  method: ReturnType<typeof addressOf>,
  scopes: readonly number[],
): Partial<Pkp> => ({
  permitted: [{ ...method, scopes }],
})

const always = (one: Pkp | undefined): KeyRecords => ({ final: one, heads: [one, one] })

const claim = (identity: CertifiedIdentity, changes: { keys?: `0x${string}`[] } = {}) => ({
  identity,
  issuedAt: at,
  provenAt: at,
  ...changes,
})

const transaction: Operation = { ability: 'sign', kind: 'evm-transaction' }
const message: Operation = { ability: 'sign', kind: 'personal-message' }
const presign: Operation = { ability: 'presign' }

const verdict = (
  who: CertifiedIdentity,
  records: KeyRecords,
  operation: Operation = transaction,
): unknown => {
  const refusal = whyNot(claim(who), records, operation)
  return refusal === undefined ? 'may' : (refusal.details['reason'] ?? refusal.code)
}

const operations: Readonly<Record<string, Operation>> = {
  presign,
  message,
  transaction,
  'typed data': { ability: 'sign', kind: 'typed-data' },
  'typed data of the first version': { ability: 'sign', kind: 'typed-data-v1' },
  'ADR-36': { ability: 'sign', kind: 'adr36' },
  'Cosmos direct': { ability: 'sign', kind: 'cosmos-direct' },
  'Cosmos amino': { ability: 'sign', kind: 'cosmos-amino' },
  'managing transaction': { ability: 'manage', kind: 'evm-transaction' },
  authorization: { ability: 'manage', kind: 'evm-authorization' },
  'message that signs in': { ability: 'manage', kind: 'personal-message' },
  digest: { ability: 'sign-raw', kind: 'digest' },
}

const scopes: readonly (readonly [string, readonly number[], readonly string[]])[] = [
  ['no scopes', [], []],
  ['the scope of nothing', [0], []],
  ['personal messages', [2], ['presign', 'message']],
  ['everything', [1], Object.keys(operations)],
  ['everything and messages', [1, 2], Object.keys(operations)],
  ['a scope nobody knows', [7], []],
]

const methods = {
  login,
  passkey,
  'an address': addressOf(stranger),
  'any issuer': authMethodOf({ kind: 'openId', issuer: 'https://x', subject: '1', audience: 'a' }),
}

describe.each(Object.entries(methods))('%s with', (_, method) => {
  test.each(scopes)('%s may do what that covers', (_, granted, may) => {
    for (const [name, operation] of Object.entries(operations)) {
      const said = verdict(identityOf(method), always(record(permits(method, granted))), operation)
      expect([name, said]).toEqual([name, may.includes(name) ? 'may' : 'scope'])
    }
  })
})

test('the owner may do everything, and others who are not listed nothing', () => {
  for (const operation of Object.values(operations)) {
    const records = always(record())
    expect(verdict(identityOf(addressOf(owner)), records, operation)).toBe('may')
    expect(verdict(identityOf(addressOf(stranger)), records, operation)).toBe('not-listed')
    expect(verdict(identityOf(login), records, operation)).toBe('not-listed')
  }
})

test('an id counts for its own type of auth method alone', () => {
  const records = always(record(permits(login, [1])))
  expect(verdict(identityOf(login), records)).toBe('may')
  expect(verdict(identityOf({ ...login, authMethodType: 5n }), records)).toBe('not-listed')
  const asLogin = { ...addressOf(owner), authMethodType: login.authMethodType }
  expect(verdict(identityOf(asLogin), always(record()))).toBe('not-listed')
})

test('a burned key has no owner, and still answers to whom it permits', () => {
  const burned = record({ owner: undefined, ...permits(login, [1]) })
  expect(verdict(identityOf(login), always(burned))).toBe('may')
  expect(verdict(identityOf(addressOf(owner)), always(burned))).toBe('not-listed')
  expect(
    verdict(identityOf(addressOf('0x0000000000000000000000000000000000000000')), always(burned)),
  ).toBe('not-listed')
})

test('a key does not vouch for itself, whether it owns itself or permits its address', () => {
  const itself = addressOf(key.address)
  const owned = record({ owner: key.address, permitted: [{ ...login, scopes: [1] }] })
  expect(verdict(identityOf(itself), always(owned))).toBe('own-address')
  expect(verdict(identityOf(itself), always(record(permits(itself, [1]))))).toBe('own-address')
  expect(verdict(identityOf(login), always(owned))).toBe('may')
})

describe('a grant counts when it is final, a withdrawal at once', () => {
  const who = identityOf(login)
  const yes = record(permits(login, [1]))
  const only = record(permits(login, [2]))
  const no = record()
  const table: readonly (readonly [string, KeyRecords, string])[] = [
    ['granted and final', { final: yes, heads: [yes, yes] }, 'may'],
    ['granted at the heads alone', { final: no, heads: [yes, yes] }, 'not-final-yet'],
    ['withdrawn at the heads', { final: yes, heads: [no, no] }, 'withdrawn'],
    ['withdrawn at one head', { final: yes, heads: [yes, no] }, 'withdrawn'],
    ['narrowed at one head', { final: yes, heads: [only, yes] }, 'withdrawn'],
    ['widened at the heads alone', { final: only, heads: [yes] }, 'not-final-yet'],
    ['never granted', { final: no, heads: [no, no] }, 'not-listed'],
    ['granted too little', { final: only, heads: [only] }, 'scope'],
    ['minted at the heads alone', { final: undefined, heads: [yes, yes] }, 'not-final-yet'],
    ['minted at one head alone', { final: undefined, heads: [yes, undefined] }, 'not-final-yet'],
    ['not minted', { final: undefined, heads: [undefined] }, 'unknown-key'],
  ]
  test.each(table)('%s', (_, records, expected) => {
    expect(verdict(who, records)).toBe(expected)
  })

  test('what is not final yet may be asked again in a moment', () => {
    expect(whyNot(claim(who), { final: no, heads: [yes] }, transaction)?.retryAfter).toBe(1)
    expect(whyNot(claim(who), { final: yes, heads: [no] }, transaction)?.retryAfter).toBeUndefined()
  })

  test('an owner who sold is out at once, and the buyer is in when it is final', () => {
    const sold = record({ owner: stranger })
    const records = { final: record(), heads: [sold] }
    expect(verdict(identityOf(addressOf(owner)), records)).toBe('withdrawn')
    expect(verdict(identityOf(addressOf(stranger)), records)).toBe('not-final-yet')
  })
})

test('sessions from before the key’s sessions count are over, at final block and at heads', () => {
  const who = identityOf(addressOf(owner))
  const from = (time: number) => record({ sessionsValidFrom: BigInt(time) })
  expect(verdict(who, always(from(at)))).toBe('may')
  expect(verdict(who, always(from(at + 1)))).toBe('session-outdated')
  expect(verdict(who, { final: record(), heads: [from(at + 1)] })).toBe('session-outdated')
  const early = { ...claim(who), provenAt: at - 10, issuedAt: at + 200 }
  expect(whyNot(early, always(from(at)), transaction)?.code).toBe('session-outdated')
  expect(whyNot(early, always(from(at - 10)), transaction)).toBeUndefined()
})

test('a session for some keys is for no others', () => {
  const who = identityOf(addressOf(owner))
  const named = whyNot(claim(who, { keys: [key.publicKey] }), always(record()), transaction)
  expect(named).toBeUndefined()
  const other = claim(who, { keys: [accountOf('another').publicKey] })
  expect(whyNot(other, always(record()), transaction)?.details).toEqual({
    reason: 'not-among-keys',
  })
})
