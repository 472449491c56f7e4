import { serializeSignDoc } from '@cosmjs/amino'
import { makeAuthInfoBytes, makeSignBytes, makeSignDoc } from '@cosmjs/proto-signing'
import { bech32 } from '@scure/base'
import { TxBody } from 'cosmjs-types/cosmos/tx/v1beta1/tx'
import { describe, expect, test } from 'vitest'
import { refusal } from '../../test/support/refusal.ts'
import { digestOf } from './digest-of.ts'
import { toHex } from './encoding/hex.ts'
import { textToBytes } from './encoding/text.ts'
import { serializeAuthorization } from './evm/authorization.ts'
import { serializeTransaction } from './evm/serialize-transaction.ts'
import { factsOf } from './facts-of.ts'
import { decodePayload, encodePayload, MAX_PAYLOAD_BYTES, type WirePayload } from './payload.ts'

const someone = '0x1111111111111111111111111111111111111111'
const body = TxBody.encode(
  TxBody.fromPartial({ messages: [{ typeUrl: '/a.B', value: Uint8Array.of(1) }] }),
).finish()
const pubkey = { typeUrl: '/cosmos.crypto.secp256k1.PubKey', value: Uint8Array.of(1) }
const authInfo = makeAuthInfoBytes([{ pubkey, sequence: 1 }], [], 1, undefined, undefined)

const payloads: readonly WirePayload[] = [
  {
    kind: 'evm-transaction',
    bytes: toHex(
      serializeTransaction({
        type: 'eip1559',
        chainId: 1n,
        nonce: 7n,
        gas: 21_000n,
        maxFeePerGas: 30n,
        maxPriorityFeePerGas: 2n,
        to: someone,
        value: 5n,
        data: '0x',
        accessList: [],
      }),
    ),
  },
  {
    kind: 'evm-authorization',
    bytes: toHex(serializeAuthorization({ chainId: 1n, address: someone, nonce: 1n })),
  },
  { kind: 'personal-message', bytes: toHex(textToBytes('Hello')) },
  {
    kind: 'typed-data',
    text: '{"types":{"A":[]},"primaryType":"A","domain":{"chainId":5},"message":{}}',
  },
  { kind: 'typed-data-v1', text: '[{"type":"string","name":"a","value":"Hello"}]' },
  {
    kind: 'adr36',
    signer: bech32.encode('cosmos', bech32.toWords(new Uint8Array(20))),
    bytes: toHex(textToBytes('Hello')),
  },
  {
    kind: 'cosmos-direct',
    bytes: toHex(makeSignBytes(makeSignDoc(body, authInfo, 'cosmoshub-4', 1))),
  },
  {
    kind: 'cosmos-amino',
    bytes: toHex(
      serializeSignDoc({
        chain_id: 'cosmoshub-4',
        account_number: '1',
        sequence: '1',
        fee: { amount: [], gas: '1' },
        msgs: [{ type: 'a', value: {} }],
        memo: '',
      }),
    ),
  },
]

const [transaction, , personal, typed, typedFirst, adr36] = payloads

describe('a payload', () => {
  test.each(payloads)('of kind $kind travels as JSON, and is the same behind it', (wire) => {
    const payload = decodePayload(JSON.parse(JSON.stringify(wire)))
    expect(encodePayload(payload)).toEqual(wire)
    expect(digestOf(payload)).toHaveLength(32)
    expect(factsOf(payload).kind).toBe(wire.kind)
  })

  test('has a digest that no other kind has of the same bytes', () => {
    const digests = payloads.map((wire) => toHex(digestOf(decodePayload(wire))))
    expect(new Set(digests).size).toBe(payloads.length)
  })

  test('names its chain, where it has one', () => {
    expect(payloads.map((wire) => factsOf(decodePayload(wire)).chain)).toEqual([
      'eip155:1',
      'eip155:1',
      null,
      'eip155:5',
      null,
      null,
      'cosmos:cosmoshub-4',
      'cosmos:cosmoshub-4',
    ])
  })

  test('shows a message as text only where all of it can be seen', () => {
    expect(factsOf(decodePayload(personal))).toMatchObject({ text: 'Hello' })
    expect(factsOf(decodePayload(adr36))).toMatchObject({ text: 'Hello' })
    const hidden = { kind: 'personal-message', bytes: '0x00ff' }
    expect(factsOf(decodePayload(hidden))).toMatchObject({ text: null, bytes: '0x00ff' })
  })
})

describe('what is refused as a payload', () => {
  test.each([
    ['nothing', null, 'bad-shape'],
    ['a list', [], 'bad-shape'],
    ['a string', 'evm-transaction', 'bad-shape'],
    ['no kind', { bytes: '0x' }, 'unsupported'],
    ['an unknown kind', { kind: 'digest', bytes: `0x${'11'.repeat(32)}` }, 'unsupported'],
    ['an inherited kind', Object.create(personal ?? null) as unknown, 'unsupported'],
    ['no bytes', { kind: 'personal-message' }, 'missing-field'],
    ['bytes that are no string', { kind: 'personal-message', bytes: [1] }, 'bad-shape'],
    ['one more field', { ...personal, text: 'Hello' }, 'unknown-field'],
    ['upper case', { kind: 'personal-message', bytes: '0xAB' }, 'not-canonical'],
    ['no hex', { kind: 'personal-message', bytes: 'ab' }, 'bad-hex'],
    ['half a byte', { kind: 'personal-message', bytes: '0xabc' }, 'bad-hex'],
    ['one kind as another', { ...transaction, kind: 'evm-authorization' }, 'unsupported'],
    ['a first version as a later one', { ...typedFirst, kind: 'typed-data' }, 'bad-shape'],
    ['a later version as the first', { ...typed, kind: 'typed-data-v1' }, 'bad-shape'],
    ['an unknown signer', { ...adr36, signer: 'cosmos1' }, 'bad-address'],
  ] as const)('%s', (_, wire, code) => {
    expect(() => decodePayload(wire)).toThrow(refusal(code))
  })

  test('more bytes than are read', () => {
    const message = (length: number) => ({
      kind: 'personal-message',
      bytes: `0x${'00'.repeat(length)}`,
    })
    expect(decodePayload(message(MAX_PAYLOAD_BYTES)).kind).toBe('personal-message')
    expect(() => decodePayload(message(MAX_PAYLOAD_BYTES + 1))).toThrow(refusal('too-large'))
    const typed = (length: number) => {
      const text = '{"types":{"A":[]},"primaryType":"A","domain":{},"message":{}}'
      return { kind: 'typed-data', text: text.padEnd(length, ' ') }
    }
    expect(decodePayload(typed(MAX_PAYLOAD_BYTES)).kind).toBe('typed-data')
    expect(() => decodePayload(typed(MAX_PAYLOAD_BYTES + 1))).toThrow(refusal('too-large'))
  })

  test('a transaction that names no chain, which serializing takes', () => {
    const bytes = serializeTransaction({
      type: 'legacy',
      chainId: null,
      nonce: 0n,
      gas: 1n,
      gasPrice: 1n,
      to: someone,
      value: 0n,
      data: '0x',
    })
    expect(() => decodePayload({ kind: 'evm-transaction', bytes: toHex(bytes) })).toThrow(
      refusal('no-chain'),
    )
  })
})
