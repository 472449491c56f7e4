import { encodePubkey, makeAuthInfoBytes, makeSignBytes, makeSignDoc } from '@cosmjs/proto-signing'
import { sha256 } from '@noble/hashes/sha2.js'
import { base64 } from '@scure/base'
import { GenericAuthorization } from 'cosmjs-types/cosmos/authz/v1beta1/authz'
import { MsgExec, MsgGrant, MsgRevoke } from 'cosmjs-types/cosmos/authz/v1beta1/tx'
import { MsgSend } from 'cosmjs-types/cosmos/bank/v1beta1/tx'
import {
  MsgSetWithdrawAddress,
  MsgWithdrawDelegatorReward,
} from 'cosmjs-types/cosmos/distribution/v1beta1/tx'
import { MsgGrantAllowance } from 'cosmjs-types/cosmos/feegrant/v1beta1/tx'
import { voteOptionFromJSON } from 'cosmjs-types/cosmos/gov/v1/gov'
import { MsgVote as VoteV1 } from 'cosmjs-types/cosmos/gov/v1/tx'
import { voteOptionFromJSON as oldVoteOptionFromJSON } from 'cosmjs-types/cosmos/gov/v1beta1/gov'
import { MsgVote } from 'cosmjs-types/cosmos/gov/v1beta1/tx'
import {
  MsgBeginRedelegate,
  MsgDelegate,
  MsgUndelegate,
} from 'cosmjs-types/cosmos/staking/v1beta1/tx'
import { SignMode } from 'cosmjs-types/cosmos/tx/signing/v1beta1/signing'
import { TxBody } from 'cosmjs-types/cosmos/tx/v1beta1/tx'
import { MsgExecuteContract } from 'cosmjs-types/cosmwasm/wasm/v1/tx'
import { MsgTransfer } from 'cosmjs-types/ibc/applications/transfer/v1/tx'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusal } from '../../../test/support/refusal.ts'
import { concat, equalBytes } from '../encoding/bytes.ts'
import { toHex } from '../encoding/hex.ts'
import { textToBytes } from '../encoding/text.ts'
import { PayloadError } from '../errors.ts'
import { signDocFacts } from './facts.ts'
import { parseSignDoc, signDocDigest } from './sign-doc.ts'

type Any = { typeUrl: string; value: Uint8Array }

const word = fc.stringMatching(/^[a-z0-9]{1,12}$/)
const amount = fc.bigInt({ min: 0n, max: 1n << 70n })
const coin = fc.record({ denom: fc.stringMatching(/^[a-z]{3,8}$/), amount: amount.map(String) })
const coins = fc.array(coin, { maxLength: 3 })
const uint64 = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })
const anyOf = (typeUrl: string, value: Uint8Array): Any => ({ typeUrl, value })
const big = ({ denom, amount }: { denom: string; amount: string }) => ({
  denom,
  amount: BigInt(amount),
})

type Expected = Record<string, unknown>
const pair = (arbitrary: fc.Arbitrary<[Any, Expected]>) => arbitrary

const send = pair(
  fc
    .tuple(word, word, coins)
    .map(([fromAddress, toAddress, amount]) => [
      anyOf(MsgSend.typeUrl, MsgSend.encode({ fromAddress, toAddress, amount }).finish()),
      { action: 'send', signer: fromAddress, to: toAddress, amounts: amount.map(big) },
    ]),
)
const stake = pair(
  fc
    .tuple(word, word, coin, fc.boolean())
    .map(([delegatorAddress, validatorAddress, amount, back]) => {
      const type = back ? MsgUndelegate : MsgDelegate
      return [
        anyOf(type.typeUrl, type.encode({ delegatorAddress, validatorAddress, amount }).finish()),
        {
          action: back ? 'undelegate' : 'delegate',
          signer: delegatorAddress,
          to: validatorAddress,
          amounts: [big(amount)],
        },
      ]
    }),
)
const redelegate = pair(
  fc.tuple(word, word, word, coin).map(([a, b, c, amount]) => [
    anyOf(
      MsgBeginRedelegate.typeUrl,
      MsgBeginRedelegate.encode({
        delegatorAddress: a,
        validatorSrcAddress: b,
        validatorDstAddress: c,
        amount,
      }).finish(),
    ),
    { action: 'redelegate', signer: a, to: c, amounts: [big(amount)], details: { from: b } },
  ]),
)
const withdraw = pair(
  fc.tuple(word, word, fc.boolean()).map(([a, b, address]) => [
    address
      ? anyOf(
          MsgSetWithdrawAddress.typeUrl,
          MsgSetWithdrawAddress.encode({ delegatorAddress: a, withdrawAddress: b }).finish(),
        )
      : anyOf(
          MsgWithdrawDelegatorReward.typeUrl,
          MsgWithdrawDelegatorReward.encode({
            delegatorAddress: a,
            validatorAddress: b,
          }).finish(),
        ),
    { action: address ? 'set-withdraw-address' : 'withdraw-reward', signer: a, to: b },
  ]),
)
const transfer = pair(
  fc
    .tuple(word, word, coin, uint64, uint64, fc.string({ unit: 'grapheme' }))
    .map(([sender, receiver, token, height, timeoutTimestamp, memo]) => [
      anyOf(
        MsgTransfer.typeUrl,
        MsgTransfer.encode({
          sourcePort: 'transfer',
          sourceChannel: 'channel-0',
          token,
          sender,
          receiver,
          timeoutHeight: { revisionNumber: 1n, revisionHeight: height },
          timeoutTimestamp,
          memo,
          encoding: '',
        }).finish(),
      ),
      {
        action: 'ibc-transfer',
        signer: sender,
        to: receiver,
        amounts: [big(token)],
        details: {
          port: 'transfer',
          channel: 'channel-0',
          memo,
          encoding: '',
          timeoutHeight: `1-${height}`,
          timeoutTimestamp: timeoutTimestamp.toString(),
        },
      },
    ]),
)
const execute = pair(
  fc.tuple(word, word, word, coins).map(([sender, contract, method, funds]) => {
    const msg = textToBytes(`{"${method}":{"amount":"1"}}`)
    return [
      anyOf(
        MsgExecuteContract.typeUrl,
        MsgExecuteContract.encode({ sender, contract, msg, funds }).finish(),
      ),
      {
        action: 'execute-contract',
        signer: sender,
        to: contract,
        method,
        body: toHex(msg),
        amounts: funds.map(big),
      },
    ]
  }),
)
const vote = pair(
  fc
    .tuple(word, uint64, fc.constantFrom(...[1, 2, 3, 4].map(voteOptionFromJSON)), word)
    .map(([voter, id, option, metadata]) => [
      anyOf(VoteV1.typeUrl, VoteV1.encode({ proposalId: id, voter, option, metadata }).finish()),
      {
        action: 'vote',
        signer: voter,
        details: { proposal: id.toString(), option: option.toString(), metadata },
      },
    ]),
)
const oldVote = pair(
  fc
    .tuple(word, uint64, fc.constantFrom(...[0, 1, 2].map(oldVoteOptionFromJSON)))
    .map(([voter, id, option]) => [
      anyOf(MsgVote.typeUrl, MsgVote.encode({ proposalId: id, voter, option }).finish()),
      {
        action: 'vote',
        signer: voter,
        details: { proposal: id.toString(), option: `${option}`, metadata: '' },
      },
    ]),
)
const generic = anyOf(
  GenericAuthorization.typeUrl,
  GenericAuthorization.encode({ msg: '/cosmos.bank.v1beta1.MsgSend' }).finish(),
)
const grant = pair(
  fc.tuple(word, word, fc.integer({ min: 1 })).map(([granter, grantee, seconds]) => [
    anyOf(
      MsgGrant.typeUrl,
      MsgGrant.encode({
        granter,
        grantee,
        grant: { authorization: generic, expiration: { seconds: BigInt(seconds), nanos: 0 } },
      }).finish(),
    ),
    {
      action: 'grant',
      signer: granter,
      to: grantee,
      body: toHex(generic.value),
      details: { authorization: generic.typeUrl, expiration: `${seconds}` },
    },
  ]),
)
const allowance = pair(
  fc.tuple(word, word).map(([granter, grantee]) => [
    anyOf(
      MsgGrantAllowance.typeUrl,
      MsgGrantAllowance.encode({ granter, grantee, allowance: generic }).finish(),
    ),
    {
      action: 'grant',
      signer: granter,
      to: grantee,
      details: { authorization: generic.typeUrl },
    },
  ]),
)
const revoke = pair(
  fc
    .tuple(word, word)
    .map(([granter, grantee]) => [
      anyOf(MsgRevoke.typeUrl, MsgRevoke.encode({ granter, grantee, msgTypeUrl: '/a' }).finish()),
      { action: 'revoke', signer: granter, to: grantee, details: { messageType: '/a' } },
    ]),
)
const opaque = pair(
  fc
    .uint8Array({ maxLength: 30 })
    .map((value) => [
      anyOf('/other.v1.MsgOther', value),
      { action: 'opaque', type: '/other.v1.MsgOther', signer: null, body: toHex(value) },
    ]),
)
const simple = fc.oneof(
  send,
  stake,
  redelegate,
  withdraw,
  transfer,
  execute,
  vote,
  oldVote,
  grant,
  allowance,
  revoke,
  opaque,
)
const exec = pair(
  fc.tuple(word, fc.array(simple, { minLength: 1, maxLength: 3 })).map(([grantee, inner]) => [
    anyOf(MsgExec.typeUrl, MsgExec.encode({ grantee, msgs: inner.map(([any]) => any) }).finish()),
    {
      action: 'exec',
      signer: grantee,
      inner: inner.map(([, expected]) => expect.objectContaining(expected) as unknown),
    },
  ]),
)
const message = fc.oneof({ weight: 12, arbitrary: simple }, { weight: 2, arbitrary: exec })

const pubkey = encodePubkey({
  type: 'tendermint/PubKeySecp256k1',
  value: base64.encode(Uint8Array.of(2, ...new Uint8Array(32).fill(9))),
})
const authInfo = makeAuthInfoBytes(
  [{ pubkey, sequence: 7 }],
  [{ denom: 'uatom', amount: '500' }],
  200_000,
  undefined,
  'payer',
)
const bodyOf = (messages: readonly Any[], more: object = {}) =>
  TxBody.encode(TxBody.fromPartial({ messages, memo: 'memo', ...more } as never)).finish()
const docOf = (
  body: Uint8Array,
  auth: Uint8Array = authInfo,
  chain = 'cosmoshub-4',
  account = 3n,
) => makeSignBytes(makeSignDoc(body, auth, chain, account))

const sendOne = anyOf(
  MsgSend.typeUrl,
  MsgSend.encode({
    fromAddress: 'alice',
    toAddress: 'bob',
    amount: [{ denom: 'uatom', amount: '5' }],
  }).finish(),
)

describe('against CosmJS', () => {
  test('documents read as they were made, and are hashed as they are', () => {
    fc.assert(
      fc.property(
        fc.array(message, { minLength: 1, maxLength: 3 }),
        fc.string({ unit: 'grapheme' }),
        uint64,
        uint64,
        (messages, memo, timeoutHeight, accountNumber) => {
          const body = bodyOf(
            messages.map(([any]) => any),
            { memo, timeoutHeight },
          )
          const bytes = docOf(body, authInfo, 'osmosis-1', accountNumber)
          const doc = parseSignDoc(bytes)
          expect(doc).toMatchObject({
            chainId: 'osmosis-1',
            accountNumber,
            memo,
            timeoutHeight,
            messages: messages.map(([any, expected]) => ({ type: any.typeUrl, ...expected })),
            hasUnread: false,
          })
          expect(signDocDigest(doc)).toEqual(sha256(bytes))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('the fee and the signer are read', () => {
    expect(signDocFacts(parseSignDoc(docOf(bodyOf([sendOne]))))).toMatchObject({
      family: 'cosmos',
      kind: 'cosmos-direct',
      chain: 'cosmos:cosmoshub-4',
      amounts: new Map([['uatom', 5n]]),
      fee: {
        amounts: [{ denom: 'uatom', amount: 500n }],
        gas: 200_000n,
        payer: 'payer',
        granter: '',
      },
      signers: [{ publicKeyType: '/cosmos.crypto.secp256k1.PubKey', sequence: 7n }],
      memo: 'memo',
      opaque: false,
      changesControl: false,
    })
  })
})

describe('the facts', () => {
  const facts = (messages: readonly Any[], more: object = {}) =>
    signDocFacts(parseSignDoc(docOf(bodyOf(messages, more))))
  const wrapped = (inner: Any[]) =>
    anyOf(MsgExec.typeUrl, MsgExec.encode({ grantee: 'bob', msgs: inner }).finish())
  const other = anyOf('/other.v1.Msg', new Uint8Array())
  const granting = anyOf(
    MsgGrant.typeUrl,
    MsgGrant.encode({
      granter: 'a',
      grantee: 'b',
      grant: { authorization: generic },
    }).finish(),
  )

  test('add up what inner messages move', () => {
    expect(facts([sendOne, wrapped([sendOne])]).amounts).toEqual(new Map([['uatom', 10n]]))
  })

  test('say what is not read, however deep', () => {
    expect(facts([wrapped([other])]).opaque).toBe(true)
    expect(facts([sendOne], { extensionOptions: [other] }).opaque).toBe(true)
    expect(facts([sendOne], { nonCriticalExtensionOptions: [other] }).opaque).toBe(true)
    expect(facts([wrapped([sendOne])]).opaque).toBe(false)
  })

  test('say when another gets power over the account', () => {
    expect(facts([wrapped([granting])]).changesControl).toBe(true)
    expect(facts([granting]).messages[0]?.details['expiration']).toBe('never')
    expect(facts([sendOne]).changesControl).toBe(false)
  })

  test('end where nesting does', () => {
    const nested = (depth: number): Any => (depth === 0 ? sendOne : wrapped([nested(depth - 1)]))
    expect(facts([nested(4)]).amounts.get('uatom')).toBe(5n)
    expect(() => facts([nested(5)])).toThrow(refusal('too-large'))
  })
})

describe('a sign doc is refused', () => {
  const raw = (...parts: readonly (readonly number[] | Uint8Array)[]) =>
    concat(...parts.map((part) => Uint8Array.from(part)))
  const whole = docOf(bodyOf([sendOne]))
  const withSend = (...tail: readonly number[]) =>
    docOf(bodyOf([anyOf(MsgSend.typeUrl, raw(sendOne.value, tail))]))
  const withAuth = (...tail: readonly number[]) => docOf(bodyOf([sendOne]), raw(authInfo, tail))
  const withBody = (...tail: readonly number[]) => docOf(raw(bodyOf([sendOne]), tail))
  const withCoin = (denom: string, amount: string) =>
    docOf(
      bodyOf([
        anyOf(
          MsgSend.typeUrl,
          MsgSend.encode({
            fromAddress: 'a',
            toAddress: 'b',
            amount: [{ denom, amount }],
          }).finish(),
        ),
      ]),
    )

  test.each([
    ['a long number', raw(whole.subarray(0, -1), [0x83, 0]), whole, 'not-canonical'],
    [
      'a number beyond 64 bits',
      raw(whole.subarray(0, -1), Array(9).fill(0xff), [2]),
      raw(whole.subarray(0, -1), Array(9).fill(0xff), [1]),
      'out-of-range',
    ],
    ['a field twice', raw(whole, [0x20, 3]), whole, 'duplicate-field'],
    ['fields out of order', raw(whole, [0x1a, 1, 97]), whole, 'not-canonical'],
    [
      'a zero that is written',
      docOf(bodyOf([sendOne]), authInfo, 'a', 0n).length > 0
        ? raw(docOf(bodyOf([sendOne]), authInfo, 'a', 0n), [0x20, 0])
        : whole,
      docOf(bodyOf([sendOne]), authInfo, 'a', 0n),
      'not-canonical',
    ],
    ['an unknown field', raw(whole, [0x28, 1]), whole, 'unknown-field'],
    ['an ignorable field outside the body', withAuth(0x82, 0x40, 0), withAuth(), 'unknown-field'],
    ['an unknown field of its message', withSend(0x20, 1), withSend(), 'unknown-field'],
    ['an unknown field of its body', withBody(0x30, 1), withBody(), 'unknown-field'],
    ['field number 0', withSend(0, 1), withSend(), 'bad-shape'],
    ['a group', withSend(0x23, 0x24), withSend(), 'bad-shape'],
    [
      'a number for a string',
      docOf(bodyOf([anyOf(MsgSend.typeUrl, raw([0x08, 1]))])),
      docOf(bodyOf([anyOf(MsgSend.typeUrl, raw([0x0a, 1, 97]))])),
      'bad-type',
    ],
    [
      'a broken text',
      docOf(bodyOf([anyOf(MsgSend.typeUrl, raw([0x0a, 1, 0xff]))])),
      docOf(bodyOf([anyOf(MsgSend.typeUrl, raw([0x0a, 1, 97]))])),
      'bad-text',
    ],
    ['an amount with a sign', withCoin('uatom', '-5'), withCoin('uatom', '5'), 'bad-shape'],
    ['an amount with a leading zero', withCoin('uatom', '05'), withCoin('uatom', '5'), 'bad-shape'],
    ['a coin without a name', withCoin('', '5'), withCoin('uatom', '5'), 'bad-shape'],
    [
      'no chain',
      docOf(bodyOf([sendOne]), authInfo, ''),
      docOf(bodyOf([sendOne]), authInfo, 'a'),
      'no-chain',
    ],
    [
      'an odd chain',
      docOf(bodyOf([sendOne]), authInfo, 'a b'),
      docOf(bodyOf([sendOne]), authInfo, 'a.b'),
      'bad-shape',
    ],
    ['no message', docOf(bodyOf([])), whole, 'missing-field'],
    [
      'no amount to delegate',
      docOf(bodyOf([anyOf(MsgDelegate.typeUrl, raw([0x0a, 1, 97]))])),
      whole,
      'missing-field',
    ],
    ['a type that is none', docOf(bodyOf([anyOf('MsgSend', sendOne.value)])), whole, 'bad-type'],
    [
      'no fee',
      docOf(bodyOf([sendOne]), authInfo.slice(0, 2 + (authInfo[1] ?? 0))),
      whole,
      'missing-field',
    ],
    [
      'another way of signing',
      docOf(
        bodyOf([sendOne]),
        makeAuthInfoBytes(
          [{ pubkey, sequence: 1 }],
          [],
          1,
          undefined,
          undefined,
          SignMode.SIGN_MODE_LEGACY_AMINO_JSON,
        ),
      ),
      whole,
      'contradiction',
    ],
    ['bytes after it', raw(whole, [0]), whole, 'bad-shape'],
  ] as const)('for %s', (_, refused, accepted, code) => {
    expect(() => parseSignDoc(refused)).toThrow(refusal(code))
    expect(parseSignDoc(accepted).bytes).toEqual(accepted)
  })

  test('but not for a field that may be ignored, which is noted', () => {
    expect(parseSignDoc(withSend(0x82, 0x40, 0)).hasUnread).toBe(true)
    expect(signDocFacts(parseSignDoc(withBody(0x82, 0x40, 0))).opaque).toBe(true)
    expect(parseSignDoc(withSend()).hasUnread).toBe(false)
  })

  test('cut off at any length, or becomes another by one bit', () => {
    for (let length = 0; length < whole.length; length++) {
      let read
      try {
        read = parseSignDoc(whole.subarray(0, length))
      } catch (error) {
        expect(error).toBeInstanceOf(PayloadError)
        continue
      }
      // Account number 0 is written by leaving it out.
      expect(read.accountNumber).toBe(0n)
      expect(length).toBe(whole.length - 2)
    }
    for (let bit = 0; bit < 8 * whole.length; bit++) {
      const flipped = whole.slice()
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      try {
        expect(equalBytes(signDocDigest(parseSignDoc(flipped)), sha256(whole))).toBe(false)
      } catch (error) {
        expect(error).toBeInstanceOf(PayloadError)
      }
    }
  })
})
