import { secp256k1 } from '@noble/curves/secp256k1.js'
import fc from 'fast-check'
import {
  hashMessage,
  keccak256,
  parseTransaction as viemParse,
  serializeTransaction as viemSerialize,
  type TransactionSerializable,
} from 'viem'
import { hashAuthorization } from 'viem/utils'
import { describe, expect, test } from 'vitest'
import { refusal } from '../../../test/support/refusal.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { fromHex, toHex, type Hex } from '../encoding/hex.ts'
import { integerToBytes } from '../encoding/integer.ts'
import { PayloadError } from '../errors.ts'
import { addressFromBytes } from './address.ts'
import {
  authorizationDigest,
  parseAuthorization,
  serializeAuthorization,
  type Authorization,
} from './authorization.ts'
import { parseTransaction } from './parse-transaction.ts'
import { decodeRlp, encodeRlp, type Rlp } from './rlp.ts'
import { serializeSignedTransaction, serializeTransaction } from './serialize-transaction.ts'
import { transactionDigest } from './transaction-digest.ts'
import type { Transaction } from './transaction.ts'

const order = secp256k1.Point.Fn.ORDER
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const address = bytes(20).map(addressFromBytes)
const below = (limit: bigint) =>
  fc.oneof(
    fc.bigInt({ min: 0n, max: limit - 1n }),
    fc.bigInt({ min: 0n, max: limit < 300n ? limit - 1n : 299n }),
    fc.constantFrom(0n, limit - 1n),
  )
const chainId = below((1n << 53n) - 1n).map((id) => id + 1n)
const nonce = below((1n << 64n) - 1n)
const word = below(1n << 256n)

const common = {
  nonce,
  gas: below(1n << 64n),
  value: word,
  data: fc.uint8Array({ maxLength: 80 }).map(toHex),
}
const to = fc.option(address, { freq: 5 })
const accessList = fc.array(
  fc.record({ address, storageKeys: fc.array(bytes(32).map(toHex), { maxLength: 3 }) }),
  { maxLength: 3 },
)
const signature = fc.record({
  r: fc.bigInt({ min: 1n, max: order - 1n }),
  s: fc.bigInt({ min: 1n, max: order / 2n }),
  yParity: fc.constantFrom(0 as const, 1 as const),
})
const fees = fc.tuple(word, word).map(([a, b]) => ({
  maxFeePerGas: a > b ? a : b,
  maxPriorityFeePerGas: a > b ? b : a,
}))
const authorization = fc.record({ chainId: below(1n << 53n), address, nonce })

const legacy = fc.record({
  type: fc.constant('legacy' as const),
  chainId,
  gasPrice: word,
  to,
  ...common,
})
const eip2930 = fc.record({
  type: fc.constant('eip2930' as const),
  chainId,
  gasPrice: word,
  to,
  accessList,
  ...common,
})
const eip1559 = fc
  .tuple(
    fc.record({ type: fc.constant('eip1559' as const), chainId, to, accessList, ...common }),
    fees,
  )
  .map(([rest, fees]) => ({ ...rest, ...fees }))
const eip7702 = fc
  .tuple(
    fc.record({
      type: fc.constant('eip7702' as const),
      chainId,
      to: address,
      accessList,
      authorizationList: fc.array(
        fc.tuple(authorization, signature).map(([a, b]) => ({ ...a, ...b })),
        { minLength: 1, maxLength: 3 },
      ),
      ...common,
    }),
    fees,
  )
  .map(([rest, fees]) => ({ ...rest, ...fees }))
const transaction: fc.Arbitrary<Transaction> = fc.oneof(legacy, eip2930, eip1559, eip7702)

const word32 = (value: bigint): Hex => `0x${value.toString(16).padStart(64, '0')}`

/** viem wants numbers, and has other names; its serializer does not mind bigints in their place. */
const forViem = (value: Transaction): TransactionSerializable =>
  ({
    ...value,
    chainId: Number(value.chainId),
    ...(value.type === 'eip7702' && {
      authorizationList: value.authorizationList.map((one) => ({
        ...one,
        r: word32(one.r),
        s: word32(one.s),
      })),
    }),
  }) as unknown as TransactionSerializable

const capped = (value: Transaction): boolean =>
  !('maxFeePerGas' in value) || value.maxFeePerGas < (1n << 256n) - 1n

describe('against viem', () => {
  test('the same bytes are signed, and read back as the same transaction', () => {
    fc.assert(
      fc.property(transaction.filter(capped), (value) => {
        const bytes = serializeTransaction(value)
        const theirs = viemSerialize(forViem(value))
        expect(toHex(bytes)).toBe(theirs)
        expect(parseTransaction(bytes)).toEqual(value)
        expect(toHex(transactionDigest(value))).toBe(keccak256(theirs))
      }),
      { numRuns: 600 },
    )
  })

  test('the same bytes are broadcast', () => {
    fc.assert(
      fc.property(transaction.filter(capped), signature, (value, signature) => {
        const theirs = viemSerialize(forViem(value), {
          r: word32(signature.r),
          s: word32(signature.s),
          yParity: signature.yParity,
          v: 27n + BigInt(signature.yParity),
        })
        expect(toHex(serializeSignedTransaction(value, signature))).toBe(theirs)
      }),
      { numRuns: 400 },
    )
  })

  test('viem reads what we write', () => {
    const small = transaction.filter(
      (value) =>
        value.nonce < 1n << 53n &&
        value.gas > 0n &&
        capped(value) &&
        (value.type !== 'eip7702' ||
          value.authorizationList.every(({ nonce }) => nonce < 1n << 53n)),
    )
    fc.assert(
      fc.property(small, (value) => {
        const read = viemParse(toHex(serializeTransaction(value))) as Record<string, unknown>
        expect(read['chainId']).toBe(Number(value.chainId))
        expect(read['gas']).toBe(value.gas)
        expect(read['value'] ?? 0n).toBe(value.value)
        expect(read['data'] ?? '0x').toBe(value.data)
        expect(read['to'] ?? null).toBe(value.to?.toLowerCase() ?? null)
      }),
      { numRuns: 200 },
    )
  })

  test('an authorization has the same digest', () => {
    fc.assert(
      fc.property(authorization, (value) => {
        const theirs = hashAuthorization({
          address: value.address,
          chainId: Number(value.chainId),
          nonce: value.nonce as unknown as number,
        })
        expect(toHex(authorizationDigest(value))).toBe(theirs)
        expect(parseAuthorization(serializeAuthorization(value))).toEqual(value)
      }),
      { numRuns: 300 },
    )
  })
})

const example: Transaction = {
  type: 'eip1559',
  chainId: 1n,
  nonce: 7n,
  gas: 21_000n,
  maxFeePerGas: 30n,
  maxPriorityFeePerGas: 2n,
  to: addressFromBytes(new Uint8Array(20).fill(0x11)),
  value: 5n,
  data: '0x',
  accessList: [],
}
const plain: Transaction = {
  type: 'legacy',
  chainId: 1n,
  nonce: 7n,
  gas: 21_000n,
  gasPrice: 3n,
  to: example.to,
  value: 5n,
  data: '0x',
}
const delegating: Transaction = {
  ...example,
  type: 'eip7702',
  to: addressFromBytes(new Uint8Array(20).fill(0x11)),
  authorizationList: [
    { chainId: 1n, address: plain.to ?? '0x', nonce: 1n, r: 1n, s: 1n, yParity: 1 },
  ],
}
const wordList: Transaction = {
  ...plain,
  type: 'eip2930',
  chainId: 1n,
  accessList: [
    { address: addressFromBytes(new Uint8Array(20)), storageKeys: [word32(1n), word32(2n)] },
  ],
}

/** The example with one field of its RLP changed. */
const withField = (value: Transaction, index: number, field: Rlp): Uint8Array => {
  const bytes = serializeTransaction(value)
  const skip = value.type === 'legacy' ? 0 : 1
  const fields = [...(decodeRlp(bytes.subarray(skip)) as readonly Rlp[])]
  fields[index] = field
  return Uint8Array.from([...bytes.subarray(0, skip), ...encodeRlp(fields)])
}
const none = new Uint8Array()
const entry = (address: number, key: number): Rlp => [
  [new Uint8Array(address), [new Uint8Array(key)]],
]
const signed = (yParity: bigint, r: bigint, s: bigint): readonly Rlp[] => [
  [
    integerToBytes(1n),
    new Uint8Array(20),
    integerToBytes(1n),
    ...[yParity, r, s].map(integerToBytes),
  ],
]

describe('a transaction is refused', () => {
  test.each([
    ['chain id 0', example, 0, none, integerToBytes(1n), 'no-chain'],
    [
      'a chain id of 2^53',
      example,
      0,
      integerToBytes(1n << 53n),
      integerToBytes((1n << 53n) - 1n),
      'out-of-range',
    ],
    ['a legacy chain id 0', plain, 6, none, integerToBytes(1n), 'no-chain'],
    [
      'a nonce of 2^64 - 1',
      example,
      1,
      integerToBytes((1n << 64n) - 1n),
      integerToBytes((1n << 64n) - 2n),
      'out-of-range',
    ],
    ['a tip above the fee', example, 2, integerToBytes(31n), integerToBytes(30n), 'contradiction'],
    [
      'a fee of 33 bytes',
      example,
      3,
      new Uint8Array(33).fill(1),
      new Uint8Array(32).fill(1),
      'out-of-range',
    ],
    [
      'gas of 2^64',
      example,
      4,
      integerToBytes(1n << 64n),
      integerToBytes((1n << 64n) - 1n),
      'out-of-range',
    ],
    ['a leading zero', example, 4, Uint8Array.of(0, 1), Uint8Array.of(1), 'not-canonical'],
    ['a zero that is written out', example, 6, Uint8Array.of(0), none, 'not-canonical'],
    ['a short address', example, 5, new Uint8Array(19), new Uint8Array(20), 'bad-address'],
    [
      'a value of 33 bytes',
      example,
      6,
      new Uint8Array(33).fill(1),
      new Uint8Array(32).fill(1),
      'out-of-range',
    ],
    ['a list for its data', example, 7, [], none, 'bad-shape'],
    ['bytes for its access list', example, 8, none, [], 'bad-shape'],
    [
      'an access list address of 19 bytes',
      wordList,
      7,
      entry(19, 32),
      entry(20, 32),
      'bad-address',
    ],
    ['a storage key of 31 bytes', wordList, 7, entry(20, 31), entry(20, 32), 'bad-shape'],
    [
      'an access list entry without keys',
      wordList,
      7,
      [[new Uint8Array(20)]],
      [[new Uint8Array(20), []]],
      'bad-shape',
    ],
    ['no authorization', delegating, 9, [], signed(0n, 1n, 1n), 'contradiction'],
    [
      'an authorization of three fields',
      delegating,
      9,
      [[integerToBytes(1n), new Uint8Array(20), none]],
      signed(1n, 1n, 1n),
      'bad-shape',
    ],
    [
      'an authorization of parity 2',
      delegating,
      9,
      signed(2n, 1n, 1n),
      signed(1n, 1n, 1n),
      'out-of-range',
    ],
    [
      'an authorization with r = 0',
      delegating,
      9,
      signed(1n, 0n, 1n),
      signed(1n, 1n, 1n),
      'bad-signature',
    ],
    [
      'an authorization with a high s',
      delegating,
      9,
      signed(1n, 1n, order / 2n + 1n),
      signed(1n, 1n, order / 2n),
      'bad-signature',
    ],
    [
      'delegation while creating a contract',
      delegating,
      5,
      none,
      new Uint8Array(20),
      'contradiction',
    ],
    ['a field too many', example, 9, none, undefined, 'bad-shape'],
    ['a signature in place', plain, 7, integerToBytes(1n), none, 'bad-shape'],
  ] as const)('for %s', (_, value, index, refused, accepted, code) => {
    expect(() => parseTransaction(withField(value, index, refused))).toThrow(refusal(code))
    const twin =
      accepted === undefined ? serializeTransaction(value) : withField(value, index, accepted)
    const read = parseTransaction(twin)
    expect(serializeTransaction(read)).toEqual(twin)
  })

  test('without a chain, unless that is asked for', () => {
    const unprotected: Transaction = { ...plain, type: 'legacy', chainId: null }
    const bytes = serializeTransaction(unprotected)
    expect(() => parseTransaction(bytes)).toThrow(refusal('no-chain'))
    expect(parseTransaction(bytes, { unprotected: true })).toEqual(unprotected)
    const { chainId: _, ...rest } = plain
    expect(toHex(bytes)).toBe(viemSerialize(rest as unknown as TransactionSerializable))
    const signature = { r: 1n, s: 2n, yParity: 1 } as const
    expect(toHex(serializeSignedTransaction(unprotected, signature))).toBe(
      viemSerialize(rest as unknown as TransactionSerializable, {
        r: word32(1n),
        s: word32(2n),
        v: 28n,
      }),
    )
  })

  test('in an envelope that is not known, or in another one', () => {
    const bytes = serializeTransaction(example)
    for (const type of [0, 3, 5, 0x7f, 0x80]) {
      expect(() => parseTransaction(bytes.with(0, type))).toThrow(refusal('unsupported'))
    }
    for (const type of [1, 4]) {
      expect(() => parseTransaction(bytes.with(0, type))).toThrow(refusal('bad-shape'))
    }
    expect(() => parseTransaction(bytes.subarray(1))).toThrow(refusal('bad-shape'))
    expect(parseTransaction(bytes)).toEqual(example)
  })

  test('with more authorizations than are read', () => {
    const many = (length: number): Uint8Array =>
      withField(delegating, 9, Array.from({ length }, () => signed(1n, 1n, 1n)).flat())
    expect(parseTransaction(many(16))).toMatchObject({ type: 'eip7702' })
    expect(() => parseTransaction(many(17))).toThrow(refusal('too-large'))
  })

  test('when it is signed already', () => {
    const bytes = serializeSignedTransaction(example, { r: 1n, s: 1n, yParity: 0 })
    expect(() => parseTransaction(bytes)).toThrow(refusal('bad-shape'))
  })

  test.each([example, plain, delegating, wordList])('cut off at every length: $type', (value) => {
    const whole = serializeTransaction(value)
    for (let length = 0; length < whole.length; length++) {
      expect(() => parseTransaction(whole.subarray(0, length))).toThrow(PayloadError)
    }
    expect(() => parseTransaction(Uint8Array.from([...whole, 0]))).toThrow(
      refusal('trailing-bytes'),
    )
    expect(parseTransaction(whole)).toEqual(value)
  })

  test.each([example, plain, delegating, wordList])(
    'or becomes another by one bit: $type',
    (value) => {
      const whole = serializeTransaction(value)
      let others = 0
      // What is written back to its own bytes has its own digest.
      for (let bit = 0; bit < 8 * whole.length; bit++) {
        const flipped = whole.slice()
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        let read: Transaction
        try {
          read = parseTransaction(flipped)
        } catch (error) {
          expect(error).toBeInstanceOf(PayloadError)
          continue
        }
        others++
        expect(equalBytes(serializeTransaction(read), flipped)).toBe(true)
      }
      expect(others).toBeGreaterThan(100)
    },
  )

  test.each([
    ['a negative value', { ...example, value: -1n }, 'out-of-range'],
    ['a value of 2^256', { ...example, value: 1n << 256n }, 'out-of-range'],
    ['odd hex as data', { ...example, data: '0x1' as const }, 'bad-hex'],
    [
      'a wrong checksum',
      { ...example, to: '0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed' as const },
      'bad-address',
    ],
  ] as const)('as an object with %s', (_, value, code) => {
    expect(() => serializeTransaction(value as Transaction)).toThrow(refusal(code))
    expect(parseTransaction(serializeTransaction(example))).toEqual(example)
  })

  test.each([
    ['r = 0', { r: 0n, s: 1n, yParity: 0 }],
    ['r = n', { r: order, s: 1n, yParity: 0 }],
    ['s = 0', { r: 1n, s: 0n, yParity: 0 }],
    ['a high s', { r: 1n, s: order / 2n + 1n, yParity: 0 }],
    ['parity 27', { r: 1n, s: 1n, yParity: 27 as 1 }],
  ] as const)('with a signature of %s', (_, signature) => {
    expect(() => serializeSignedTransaction(example, signature)).toThrow(refusal('bad-signature'))
    expect(
      serializeSignedTransaction(example, { r: order - 1n, s: order / 2n, yParity: 1 }),
    ).toBeTruthy()
  })
})

describe('an authorization is refused', () => {
  const value: Authorization = { chainId: 0n, address: plain.to ?? '0x', nonce: 3n }
  const whole = serializeAuthorization(value)

  test('without its leading byte', () => {
    expect(() => parseAuthorization(whole.with(0, 4))).toThrow(refusal('unsupported'))
    expect(parseAuthorization(whole)).toEqual(value)
  })

  test('cut off or extended', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(() => parseAuthorization(whole.subarray(0, length))).toThrow(PayloadError)
    }
    expect(() => parseAuthorization(Uint8Array.from([...whole, 0]))).toThrow(PayloadError)
  })

  test('for numbers out of range', () => {
    expect(() => serializeAuthorization({ ...value, chainId: 1n << 53n })).toThrow(
      refusal('out-of-range'),
    )
    expect(() => serializeAuthorization({ ...value, nonce: (1n << 64n) - 1n })).toThrow(
      refusal('out-of-range'),
    )
  })

  test('and is never a message: their first bytes differ', () => {
    expect(toHex(authorizationDigest(value))).not.toBe(hashMessage({ raw: toHex(whole) }))
    expect(fromHex(toHex(whole))[0]).toBe(5)
  })
})
