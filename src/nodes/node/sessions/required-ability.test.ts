import { parseTransaction as viemParse, serializeTransaction, type Hex } from 'viem'
import { expect, test } from 'vitest'
import {
  NOW,
  SECONDS,
  testCertificate,
  testDeployment,
} from '../../../../test/support/auth-nodes.ts'
import { protocolError } from '../../../../test/support/protocol-errors.ts'
import { accountOf } from '../../../../test/support/registry-nodes.ts'
import { cosmosMessage } from '../../../payloads/cosmos/cosmos-message.ts'
import { fromHex, toHex } from '../../../payloads/encoding/hex.ts'
import { textToBytes } from '../../../payloads/encoding/text.ts'
import { addressFromBytes } from '../../../payloads/evm/address.ts'
import { serializeAuthorization } from '../../../payloads/evm/authorization.ts'
import { decodePayload } from '../../../payloads/payload.ts'
import type { Ability } from '../../../protocol/statement.ts'
import { checkGranted } from './check-granted.ts'
import { requiredAbility, type Asked } from './required-ability.ts'

const pkp = accountOf('a pkp')
const address = pkp.address.toLowerCase()
const { contracts, chain } = testDeployment
const home = chain.chainId
const stranger: Hex = addressFromBytes(fromHex(`0x${'57'.repeat(20)}`))
const context = { address, deployment: testDeployment }

type Sent = { readonly to?: Hex | null; readonly data?: Hex; readonly chainId?: number }

const transaction = ({ to = stranger, data = '0x', chainId = home }: Sent): Asked =>
  decodePayload({
    kind: 'evm-transaction',
    bytes: serializeTransaction({ type: 'eip1559', chainId, to, data, gas: 90_000n, nonce: 1 }),
  })

/** From before EIP-155; nobody decodes it for a node, and it is judged all the same. */
const legacy = (to: Hex, data: Hex): Asked => ({
  kind: 'evm-transaction',
  transaction: {
    type: 'legacy',
    chainId: null,
    to,
    data,
    gas: 90_000n,
    gasPrice: 1n,
    nonce: 1n,
    value: 0n,
  },
})

const delegated = async (by: typeof pkp): Promise<Asked> => {
  const signed = await by.signAuthorization({ contractAddress: stranger, chainId: 1, nonce: 0 })
  const bytes = serializeTransaction({
    type: 'eip7702',
    chainId: 1,
    to: stranger,
    gas: 90_000n,
    nonce: 1,
    authorizationList: [signed],
  })
  expect(viemParse(bytes).authorizationList).toHaveLength(1)
  return decodePayload({ kind: 'evm-transaction', bytes })
}

const typed = (domain: object): Asked =>
  decodePayload({
    kind: 'typed-data',
    text: JSON.stringify({
      types: { Mail: [{ name: 'text', type: 'string' }] },
      primaryType: 'Mail',
      domain,
      message: { text: 'hello' },
    }),
  })

const message = (text: string): Asked => ({ kind: 'personal-message', message: textToBytes(text) })

const authorization = (chainId: bigint): Asked =>
  decodePayload({
    kind: 'evm-authorization',
    bytes: toHex(serializeAuthorization({ chainId, address: stranger, nonce: 0n })),
  })

const cosmos = (
  action: 'send' | 'grant' | 'revoke' | 'exec' | 'opaque',
  inner?: 'grant',
): Asked => ({
  kind: 'cosmos-direct',
  doc: {
    bytes: new Uint8Array(),
    chainId: 'home-1',
    messages: [
      cosmosMessage({
        action,
        type: 'x',
        inner: inner === undefined ? [] : [cosmosMessage({ action: inner, type: 'y' })],
      }),
    ],
    fee: { amounts: [], gas: 1n, payer: null, granter: null },
    memo: '',
    accountNumber: 0n,
    timeoutHeight: 0n,
    signers: [],
    hasUnread: false,
    extensions: [],
  } as never,
})

const call = '0x12345678'
const page = testDeployment.walletPage?.domain ?? ''
const signInText = `${page} wants you to sign in with your Ethereum account:\n${pkp.address}\n\n…`

test.each<[Ability, string, Asked | Promise<Asked>]>([
  ['sign', 'a transfer', transaction({})],
  ['sign', 'a call', transaction({ data: call })],
  ['sign', 'a creation', transaction({ to: null, data: '0x6000' })],
  [
    'manage',
    'a call of the node registry',
    transaction({ to: contracts.NodeRegistry, data: call }),
  ],
  ['manage', 'a call of the token', transaction({ to: contracts.PkpNft, data: call })],
  ['manage', 'a call of permissions', transaction({ to: contracts.PkpPermissions, data: call })],
  ['manage', 'a call of the helper', transaction({ to: contracts.PkpHelper, data: call })],
  ['manage', 'nothing to the token', transaction({ to: contracts.PkpNft })],
  [
    'sign',
    'the same on another chain',
    transaction({ to: contracts.PkpNft, data: call, chainId: 1 }),
  ],
  ['manage', 'the same on every chain', legacy(contracts.PkpNft, call)],
  ['sign', 'a call on every chain', legacy(stranger, call)],
  ['sign', 'a transfer to itself', transaction({ to: pkp.address })],
  ['manage', 'a call of itself', transaction({ to: pkp.address, data: call })],
  ['manage', 'a byte to itself', transaction({ to: pkp.address, data: '0x00' })],
  ['sign', 'a call of itself elsewhere', transaction({ to: pkp.address, data: call, chainId: 1 })],
  ['manage', 'an authorization', authorization(1n)],
  ['manage', 'an authorization for every chain', authorization(0n)],
  ['manage', 'a transaction that delegates itself', delegated(pkp)],
  ['sign', 'a transaction that delegates another', delegated(accountOf('another'))],
  ['sign', 'typed data', typed({ chainId: home, verifyingContract: stranger })],
  ['sign', 'typed data of nobody', typed({ name: 'app' })],
  [
    'manage',
    'typed data for the token',
    typed({ chainId: home, verifyingContract: contracts.PkpNft }),
  ],
  ['manage', 'the same for any chain', typed({ verifyingContract: contracts.PkpPermissions })],
  ['sign', 'the same elsewhere', typed({ chainId: 1, verifyingContract: contracts.PkpNft })],
  ['manage', 'typed data for itself', typed({ chainId: home, verifyingContract: pkp.address })],
  [
    'sign',
    'typed data of the first version',
    decodePayload({ kind: 'typed-data-v1', text: '[{"type":"bool","name":"a","value":true}]' }),
  ],
  ['sign', 'a message', message('hello')],
  ['sign', 'a sign-in elsewhere', message(signInText.replace(page, 'dapp.example'))],
  ['manage', 'a sign-in here', message(signInText)],
  ['sign', 'a message about it', message(`I read: ${signInText}`)],
  ['sign', 'ADR-36', { kind: 'adr36', signer: 'x', data: new Uint8Array() }],
  ['sign', 'a Cosmos transfer', cosmos('send')],
  ['manage', 'a Cosmos grant', cosmos('grant')],
  ['manage', 'a Cosmos grant inside', cosmos('exec', 'grant')],
  ['sign', 'a Cosmos revocation', cosmos('revoke')],
  ['sign', 'what is not read', cosmos('opaque')],
  ['sign-raw', 'a digest', { kind: 'digest', bytes: new Uint8Array(32) }],
])('%s is needed for %s', async (ability, _, asked) => {
  expect(requiredAbility(await asked, context)).toBe(ability)
})

test('without a page for wallets no text is a sign-in', () => {
  const { walletPage: _, ...deployment } = testDeployment
  expect(requiredAbility(message(signInText), { address, deployment })).toBe('sign')
})

test.each<[readonly Ability[], Ability, 'manage-needed' | 'not-granted' | undefined]>([
  [['sign'], 'sign', undefined],
  [['sign'], 'manage', 'manage-needed'],
  [['sign'], 'sign-raw', 'not-granted'],
  [['manage'], 'manage', undefined],
  [['manage'], 'sign', 'not-granted'],
  [['manage'], 'sign-raw', 'not-granted'],
  [['sign-raw'], 'sign-raw', undefined],
  [['sign-raw'], 'sign', 'not-granted'],
  [['sign-raw'], 'manage', 'manage-needed'],
  [['manage', 'sign', 'sign-raw'], 'manage', undefined],
])('a session of %o that needs %s hears %s', (abilities, needed, code) => {
  const check = () => checkGranted(testCertificate({ abilities: [...abilities] }), needed, NOW)
  if (code === undefined) expect(check).not.toThrow()
  else expect(check).toThrow(protocolError(code, { needed, granted: abilities }))
})

test('what manages must be proven within five minutes, what signs need not', () => {
  const certificate = testCertificate({ abilities: ['manage', 'sign'], provenAt: SECONDS - 301 })
  expect(() => checkGranted(certificate, 'manage', NOW)).toThrow(protocolError('sign-in-again'))
  expect(() => checkGranted(certificate, 'sign', NOW)).not.toThrow()
  expect(() =>
    checkGranted({ ...certificate, provenAt: SECONDS - 300 }, 'manage', NOW),
  ).not.toThrow()
})
