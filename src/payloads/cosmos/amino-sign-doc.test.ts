import { makeSignDoc, serializeSignDoc } from '@cosmjs/amino'
import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusal } from '../../../test/support/refusal.ts'
import { bytesToText, textToBytes } from '../encoding/text.ts'
import { PayloadError } from '../errors.ts'
import { aminoSignDocDigest, parseAminoSignDoc, serializeAminoSignDoc } from './amino-sign-doc.ts'
import { aminoSignDocFacts } from './facts.ts'

const coin = { denom: 'uatom', amount: '5' }
const fee = { amount: [coin], gas: '200' }
const send = {
  type: 'cosmos-sdk/MsgSend',
  value: { from_address: 'alice', to_address: 'bob', amount: [coin] },
}
const make = (msgs: readonly { type: string; value: unknown }[], memo = '') =>
  makeSignDoc(msgs as never, fee, 'cosmoshub-4', memo, 3, 7)
const facts = (...msgs: readonly { type: string; value: unknown }[]) =>
  aminoSignDocFacts(parseAminoSignDoc(serializeSignDoc(make(msgs))))

const key = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 6 })
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(
      key.filter((key) => !/^\d+$/.test(key) && key !== '__proto__'),
      tie('tree'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
}))

describe('against CosmJS', () => {
  test('random documents have the same bytes, and read back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ type: key, value: tree }), { minLength: 1, maxLength: 3 }),
        fc.string({ unit: 'grapheme' }),
        (msgs, memo) => {
          const doc = make(msgs, memo)
          const theirs = serializeSignDoc(doc)
          expect(serializeAminoSignDoc(JSON.stringify(doc, null, 1))).toEqual(theirs)
          const read = parseAminoSignDoc(theirs)
          expect(read).toMatchObject({ chainId: 'cosmoshub-4', memo, sequence: 7n })
          expect(aminoSignDocDigest(read)).toEqual(sha256(theirs))
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('the facts', () => {
  const stake = { delegator_address: 'alice', validator_address: 'val', amount: coin }
  const amounts = [{ denom: 'uatom', amount: 5n }]
  test.each([
    [send, { action: 'send', signer: 'alice', to: 'bob', amounts }],
    [
      { type: 'cosmos-sdk/MsgDelegate', value: stake },
      { action: 'delegate', to: 'val', amounts },
    ],
    [
      { type: 'cosmos-sdk/MsgUndelegate', value: stake },
      { action: 'undelegate', to: 'val', amounts },
    ],
    [
      {
        type: 'cosmos-sdk/MsgBeginRedelegate',
        value: {
          delegator_address: 'alice',
          validator_src_address: 'a',
          validator_dst_address: 'b',
          amount: coin,
        },
      },
      { action: 'redelegate', to: 'b', details: { from: 'a' }, amounts },
    ],
    [
      {
        type: 'cosmos-sdk/MsgWithdrawDelegationReward',
        value: { delegator_address: 'alice', validator_address: 'val' },
      },
      { action: 'withdraw-reward', to: 'val' },
    ],
    [
      {
        type: 'cosmos-sdk/MsgModifyWithdrawAddress',
        value: { delegator_address: 'alice', withdraw_address: 'bob' },
      },
      { action: 'set-withdraw-address', to: 'bob' },
    ],
    [
      {
        type: 'cosmos-sdk/MsgTransfer',
        value: {
          source_port: 'transfer',
          source_channel: 'channel-0',
          token: coin,
          sender: 'alice',
          receiver: 'bob',
          timeout_height: { revision_height: '9' },
          memo: 'm',
        },
      },
      {
        action: 'ibc-transfer',
        to: 'bob',
        amounts,
        details: {
          port: 'transfer',
          channel: 'channel-0',
          memo: 'm',
          encoding: '',
          timeoutHeight: '0-9',
          timeoutTimestamp: '0',
        },
      },
    ],
    [
      {
        type: 'wasm/MsgExecuteContract',
        value: { sender: 'alice', contract: 'c', msg: { swap: {} }, funds: [coin] },
      },
      { action: 'execute-contract', to: 'c', method: 'swap', amounts },
    ],
    [
      { type: 'cosmos-sdk/MsgVote', value: { proposal_id: '4', voter: 'alice', option: 1 } },
      { action: 'vote', details: { proposal: '4', option: '1', metadata: '' } },
    ],
    [
      {
        type: 'cosmos-sdk/v1/MsgVote',
        value: { proposal_id: '4', voter: 'alice', option: 1, metadata: 'm' },
      },
      { action: 'vote', details: { proposal: '4', option: '1', metadata: 'm' } },
    ],
    [
      {
        type: 'cosmos-sdk/MsgGrant',
        value: {
          granter: 'alice',
          grantee: 'bob',
          grant: { authorization: { type: 'a', value: {} } },
        },
      },
      { action: 'grant', to: 'bob', details: { authorization: 'a', expiration: 'never' } },
    ],
    [
      {
        type: 'cosmos-sdk/MsgGrantAllowance',
        value: { granter: 'alice', grantee: 'bob', allowance: { type: 'a', value: {} } },
      },
      { action: 'grant', to: 'bob', details: { authorization: 'a' } },
    ],
    [
      {
        type: 'cosmos-sdk/MsgRevoke',
        value: { granter: 'alice', grantee: 'bob', msg_type_url: '/a' },
      },
      { action: 'revoke', to: 'bob' },
    ],
    [
      { type: 'cosmos-sdk/MsgExec', value: { grantee: 'bob', msgs: [send] } },
      { action: 'exec', signer: 'bob', inner: [{ action: 'send', amounts }] },
    ],
    [
      { type: 'other/Msg', value: { a: 1 } },
      { action: 'opaque', type: 'other/Msg', signer: null },
    ],
  ])('of $type', (message, expected) => {
    const { messages, opaque, changesControl } = facts(message)
    expect(messages).toMatchObject([expected])
    expect(opaque).toBe(expected.action === 'opaque')
    expect(changesControl).toBe(expected.action === 'grant')
  })

  test('of the document', () => {
    expect(
      facts(send, { type: 'cosmos-sdk/MsgExec', value: { grantee: 'b', msgs: [send] } }),
    ).toMatchObject({
      chain: 'cosmos:cosmoshub-4',
      kind: 'cosmos-amino',
      amounts: new Map([['uatom', 10n]]),
      fee: { amounts: [{ denom: 'uatom', amount: 5n }], gas: 200n },
      signers: [{ sequence: 7n, publicKey: null }],
    })
  })
})

describe('an amino sign doc is refused', () => {
  const text = bytesToText(serializeSignDoc(make([send], 'a & b <c>')))
  const parse = (text: string) => parseAminoSignDoc(textToBytes(text))
  const withValue = (change: object) =>
    bytesToText(serializeSignDoc(make([{ ...send, value: { ...send.value, ...change } }])))
  const other = (json: string) =>
    bytesToText(serializeSignDoc(make([{ type: 'o', value: 77_777 }]))).replace('77777', json)

  test.each([
    ['with space', text.replace(',', ', '), text, 'not-canonical'],
    [
      'out of order',
      text.replace(
        '"account_number":"3","chain_id":"cosmoshub-4"',
        '"chain_id":"cosmoshub-4","account_number":"3"',
      ),
      text,
      'not-canonical',
    ],
    ['not escaped', text.replace(String.raw`\u0026`, '&'), text, 'not-canonical'],
    [
      'escaped another way',
      text.replace(String.raw`\u003c`, String.raw`\u003C`),
      text,
      'not-canonical',
    ],
    ['with a key twice', text.replace('"memo"', '"chain_id":"x","memo"'), text, 'bad-json'],
    ['with an unknown key', text.replace('"memo"', '"memex":"","memo"'), text, 'unknown-field'],
    ['without a memo', text.replace(/"memo":"[^"]*",/, ''), text, 'missing-field'],
    [
      'with a number for its sequence',
      text.replace('"sequence":"7"', '"sequence":7'),
      text,
      'bad-shape',
    ],
    ['with a leading zero', text.replace('"sequence":"7"', '"sequence":"07"'), text, 'bad-shape'],
    ['without a chain', text.replace('cosmoshub-4', ''), text, 'no-chain'],
    ['without a message', bytesToText(serializeSignDoc(make([]))), text, 'missing-field'],
    [
      'with data to be signed',
      text
        .replace('cosmos-sdk/MsgSend', 'sign/MsgSignData')
        .replace(/"value":\{.*?\]\S*?\}/, '"value":{}'),
      text,
      'contradiction',
    ],
    ['with an unknown key in a message', withValue({ more: 1 }), withValue({}), 'unknown-field'],
    [
      'with a message that lacks a key',
      withValue({ to_address: undefined }),
      withValue({}),
      'missing-field',
    ],
    ['with a fraction', other('1.5'), other('1'), 'bad-json'],
    ['with an exponent', other('1e3'), other('1000'), 'bad-json'],
    [
      'with a number beyond doubles',
      other('9007199254740992'),
      other('9007199254740991'),
      'out-of-range',
    ],
    [
      'with a negative one beyond doubles',
      other('-9007199254740992'),
      other('-9007199254740991'),
      'out-of-range',
    ],
    [
      'with keys that libraries order differently',
      other('{"10":1,"9":1}'),
      other('{"a10":1,"a9":1}'),
      'not-canonical',
    ],
    ['cut off', text.slice(0, -1), text, 'bad-json'],
    ['with more behind', `${text} `, text, 'not-canonical'],
  ] as const)('%s', (_, refused, accepted, code) => {
    expect(refused).not.toBe(accepted)
    expect(() => parse(refused)).toThrow(refusal(code))
    expect(bytesToText(parse(accepted).bytes)).toBe(accepted)
  })

  test('cut off at any length, or changed in one bit it is another', () => {
    const whole = textToBytes(text)
    for (let length = 0; length < whole.length; length++) {
      expect(() => parseAminoSignDoc(whole.subarray(0, length))).toThrow(PayloadError)
    }
    for (let bit = 0; bit < 8 * whole.length; bit++) {
      const flipped = whole.slice()
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      try {
        expect(aminoSignDocDigest(parseAminoSignDoc(flipped))).not.toEqual(sha256(whole))
      } catch (error) {
        expect(error).toBeInstanceOf(PayloadError)
      }
    }
  })
})
