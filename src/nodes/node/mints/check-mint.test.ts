import { zeroAddress } from 'viem'
import { expect, test } from 'vitest'
import { login, owner, stranger } from '../../../../test/support/pkps.ts'
import { protocolError } from '../../../../test/support/protocol-errors.ts'
import { accountOf } from '../../../../test/support/registry-nodes.ts'
import type { CertifiedIdentity } from '../../../protocol/certificate.ts'
import { MAX_MINT_SECONDS, type WireMint } from '../../../protocol/mint.ts'
import { checkMint, type MintRefusedReason } from './check-mint.ts'

const now = 1_800_000_000
const { publicKey } = accountOf('a new key')
const person: CertifiedIdentity = { authMethodType: login.authMethodType.toString(), id: login.id }
const byAddress = (address: string): CertifiedIdentity => ({
  authMethodType: '1',
  id: address.toLowerCase() as `0x${string}`,
})
const lower = (address: string): `0x${string}` => address.toLowerCase() as `0x${string}`

const mint = (changes: Partial<WireMint> = {}): WireMint => ({
  keyType: 2,
  publicKey,
  owner: zeroAddress,
  authMethods: [{ ...person, userPubkey: '0x', scopes: [1] }],
  addresses: [],
  actions: [],
  addPkpEthAddressAsPermittedAddress: false,
  pkpEthAddressScopes: [],
  sendPkpToItself: true,
  burn: false,
  deadline: now + 60,
  ...changes,
})

const check =
  (one: WireMint, identity = person, keys?: `0x${string}`[]) =>
  () =>
    checkMint(one, { identity, ...(keys !== undefined && { keys }) }, now)

const refused = (reason: MintRefusedReason) => protocolError('mint-refused', { reason })

test('exactly one of an owner, the key itself and nobody owns the key', () => {
  const owners: readonly (readonly [Partial<WireMint>, boolean])[] = [
    [{ sendPkpToItself: true }, true],
    [{ sendPkpToItself: false, owner: lower(owner) }, true],
    [{ sendPkpToItself: false, burn: true }, true],
    [{ sendPkpToItself: false }, false],
    [{ sendPkpToItself: true, burn: true }, false],
    [{ sendPkpToItself: true, owner: lower(owner) }, false],
    [{ sendPkpToItself: false, burn: true, owner: lower(owner) }, false],
  ]
  for (const [changes, taken] of owners) {
    if (taken) expect(check(mint(changes))).not.toThrow()
    else expect(check(mint(changes))).toThrow(refused('owner'))
  }
})

test('a deadline is ahead, and not far', () => {
  for (const ahead of [1, MAX_MINT_SECONDS]) {
    expect(check(mint({ deadline: now + ahead }))).not.toThrow()
  }
  for (const ahead of [-1, 0, MAX_MINT_SECONDS + 1]) {
    expect(check(mint({ deadline: now + ahead }))).toThrow(refused('deadline'))
  }
})

test('whoever asks is among those who are permitted', () => {
  expect(check(mint())).not.toThrow()
  expect(check(mint({ authMethods: [] }))).toThrow(refused('not-among'))
  const otherType = [{ ...person, authMethodType: '5', userPubkey: '0x' as const, scopes: [1] }]
  expect(check(mint({ authMethods: otherType }))).toThrow(refused('not-among'))
})

test('an address may ask that owns the key or is permitted for it', () => {
  const owned = { sendPkpToItself: false, owner: lower(owner) }
  const listed = { addresses: [{ account: lower(stranger), scopes: [1] }] }
  expect(check(mint(owned), byAddress(owner))).not.toThrow()
  expect(check(mint(owned), byAddress(stranger))).toThrow(refused('not-among'))
  expect(check(mint(listed), byAddress(stranger))).not.toThrow()
  expect(check(mint(listed), byAddress(owner))).toThrow(refused('not-among'))
  // An id that looks like an address is somebody else's if its type is another.
  const disguised = { ...byAddress(owner), authMethodType: '6' }
  expect(check(mint(owned), disguised)).toThrow(refused('not-among'))
})

test('nobody is the address of a key that nobody owns', () => {
  expect(check(mint({ authMethods: [] }), byAddress(zeroAddress))).toThrow(refused('not-among'))
})

test('a session for some keys mints no other', () => {
  expect(check(mint(), person, [publicKey])).not.toThrow()
  const other = accountOf('another').publicKey
  expect(check(mint(), person, [other])).toThrow(refused('limited-session'))
})
