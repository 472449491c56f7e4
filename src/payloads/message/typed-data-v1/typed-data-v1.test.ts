import fc from 'fast-check'
import { concat, encodePacked, keccak256, recoverAddress, stringToBytes, type Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { refusal } from '../../../../test/support/refusal.ts'
import { toHex } from '../../encoding/hex.ts'
import { addressFromBytes } from '../../evm/address.ts'
import { typedDataV1Facts } from '../facts.ts'
import { parseTypedDataV1 } from './parse-typed-data-v1.ts'

type Field = { type: string; name: string; value: unknown }

const parse = (fields: unknown) =>
  parseTypedDataV1(
    JSON.stringify(fields, (_, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    ),
  )
const ours = (fields: unknown): string => toHex(parse(fields).digest)

/** By viem alone, which knows the packing and not the format. */
const theirs = (fields: readonly Field[]): Hex =>
  keccak256(
    concat([
      keccak256(stringToBytes(fields.map(({ type, name }) => `${type} ${name}`).join(''))),
      keccak256(
        encodePacked(
          fields.map(({ type }) => type),
          fields.map(({ value }) => value) as never,
        ),
      ),
    ]),
  )

const hi = { type: 'string', name: 'message', value: 'Hi, Alice!' }
const field = (type: string, value: unknown, name = 'A value'): Field => ({ type, name, value })

describe('the hashes of @metamask/eth-sig-util', () => {
  test.each([
    ['0x14b9f24872e28cc49e72dc104d7380d8e0ba84a3fe2e712704bcac66a5702bd5', [hi]],
    [
      '0xf7ad23226db5c1c00ca0ca1468fd49c8f8bbc1489bc1c382de5adc557a69c229',
      [hi, field('uint8', 10, 'value')],
    ],
    [
      '0x6c69d03412450b174def7d1e48b3bcbbbd8f51df2e76e2c5b3a5d951125be3a9',
      [field('bytes', '0xdeadbeaf', 'message')],
    ],
    [
      '0x5b418c432491db89c10a5cae30b033eef42088c59459f9161756b8124653b7bc',
      [hi, field('address', '0xcccccccccccccccccccccccccccccccccccccccc', 'wallet')],
    ],
  ])('%s', (digest, fields) => {
    expect(ours(fields)).toBe(digest)
  })

  test('are what its wallets sign', async () => {
    const digest = ours([
      field('string', 'Hi, Alice!', 'Message'),
      field('uint32', '1337', 'A number'),
    ])
    const signature =
      '0x6fd4f93623d151b487656cd3a0aaaec16aee409c353bad7c1f8eecbbab07b06f51ac8be73d7a2d4bba579505aff7c5a62f91141fee75ff2cbb0c111dcfe589c01b'
    expect(await recoverAddress({ hash: digest as Hex, signature })).toBe(
      '0x6a92eF94F6Db88098625a30396e0fde7255E97d5',
    )
  })
})

/** One value of open length at most, anywhere. */
const randomFields = (g: fc.GeneratorValue): readonly Field[] => {
  const bytes = (length: number) =>
    toHex(g(fc.uint8Array, { minLength: length, maxLength: length }))
  const integer = (signed: boolean, bits: number) => {
    const limit = 1n << BigInt(signed ? bits - 1 : bits)
    return g(fc.bigInt, { min: signed ? -limit : 0n, max: limit - 1n })
  }
  const word = (): readonly [string, () => unknown] => {
    const bits = 8 * g(fc.integer, { min: 1, max: 32 })
    const words: readonly (readonly [string, () => unknown])[] = [
      ['bool', () => g(fc.boolean)],
      ['address', () => addressFromBytes(g(fc.uint8Array, { minLength: 20, maxLength: 20 }))],
      [`uint${bits}`, () => integer(false, bits)],
      ['int256', () => integer(true, 256)],
      ['bytes32', () => bytes(32)],
    ]
    return words[g(fc.integer, { min: 0, max: 4 })] ?? ['bool', () => true]
  }
  const list = (length: number, make: () => unknown) => Array.from({ length }, make)
  const fixed = (): readonly [string, unknown] => {
    const size = g(fc.integer, { min: 1, max: 32 })
    const [type, make] = word()
    const length = g(fc.integer, { min: 1, max: 3 })
    const all: readonly (readonly [string, () => unknown])[] = [
      [type, make],
      [`int${8 * size}`, () => integer(true, 8 * size)],
      [`bytes${size}`, () => bytes(size)],
      [`${type}[${length}]`, () => list(length, make)],
    ]
    const [chosen, value] = all[g(fc.integer, { min: 0, max: 3 })] ?? [type, make]
    return [chosen, value()]
  }
  const open = (): readonly [string, unknown] => {
    const [type, make] = word()
    const all: readonly (readonly [string, () => unknown])[] = [
      ['string', () => g(fc.string, { unit: 'grapheme' })],
      ['bytes', () => bytes(g(fc.integer, { min: 0, max: 40 }))],
      [`${type}[]`, () => list(g(fc.integer, { min: 0, max: 3 }), make)],
    ]
    const [chosen, value] = all[g(fc.integer, { min: 0, max: 2 })] ?? ['string', () => '']
    return [chosen, value()]
  }
  const count = g(fc.integer, { min: 1, max: 5 })
  const opened = g(fc.integer, { min: 0, max: 5 })
  return Array.from({ length: count }, (_, at) => {
    const [type, value] = at === opened ? open() : fixed()
    return { type, name: `${g(fc.constantFrom, 'a', 'Ünä ', ' ', 'x y')}${at}`, value }
  })
}

test('random lists have the digest that viem packs', () => {
  fc.assert(
    fc.property(fc.gen(), (g) => {
      const fields = randomFields(g)
      expect(ours(fields)).toBe(theirs(fields))
    }),
    { numRuns: 500 },
  )
})

test('uint and int have 256 bits, and another name than what they are short for', () => {
  const [short, long] = [[field('uint', 5)], [field('uint256', 5)]]
  expect(ours(short)).not.toBe(ours(long))
  const shortType = stringToBytes('uint A value')
  const value = encodePacked(['uint256'], [5n])
  expect(ours(short)).toBe(keccak256(concat([keccak256(shortType), keccak256(value)])))
  const items = encodePacked(['int256[]'], [[-1n, 2n]])
  expect(ours([field('int[]', [-1, 2])])).toBe(
    keccak256(concat([keccak256(stringToBytes('int[] A value')), keccak256(items)])),
  )
})

test('facts are the list with its values in one spelling, and no chain', () => {
  const fields = [
    field('uint16[2]', ['0x10', 2], 'Numbers'),
    field('bytes', '0xABcd', 'Bytes'),
    field('address', `0x${'cc'.repeat(20)}`, 'Address'),
    field('bool', true, 'Flag'),
    field('int8', '-128', 'Number'),
  ]
  expect(typedDataV1Facts(parse(fields))).toEqual({
    family: 'message',
    kind: 'typed-data-v1',
    chain: null,
    fields: [
      { type: 'uint16[2]', name: 'Numbers', value: ['16', '2'] },
      { type: 'bytes', name: 'Bytes', value: '0xabcd' },
      { type: 'address', name: 'Address', value: '0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC' },
      { type: 'bool', name: 'Flag', value: 'true' },
      { type: 'int8', name: 'Number', value: '-128' },
    ],
    tokens: [],
    changesControl: false,
  })
})

describe('values fit their types', () => {
  test.each([
    ['uint8', 255, 256, 'out-of-range'],
    ['uint8', 0, -1, 'out-of-range'],
    ['uint8', '0xff', 1.5, 'bad-json'],
    ['int8', -128, 128, 'out-of-range'],
    ['bool', false, 'true', 'bad-shape'],
    ['string', '', 7, 'bad-shape'],
    ['bytes', '0x', 'text', 'bad-hex'],
    ['bytes', '0x01', '0x1', 'bad-hex'],
    ['bytes4', '0x01020304', '0x0102', 'out-of-range'],
    ['address', `0x${'11'.repeat(20)}`, '0x11', 'bad-address'],
    ['uint8[]', [], 5, 'bad-shape'],
    ['uint8[2]', [1, 2], [1], 'out-of-range'],
    ['uint8[]', [255], [256], 'out-of-range'],
    ['bytes32[]', [`0x${'11'.repeat(32)}`], ['0x11'], 'out-of-range'],
  ] as const)('%s: %j, and not %j', (type, good, bad, code) => {
    expect(ours([field(type, good)])).toMatch(/^0x[0-9a-f]{64}$/)
    expect(() => parse([field(type, bad)])).toThrow(refusal(code))
  })
})

describe('types that are packed in one way', () => {
  test.each([
    ['uint256', 'uint7', 1],
    ['uint256', 'uint264', 1],
    ['uint256', 'uint08', 1],
    ['bytes32', 'bytes33', `0x${'11'.repeat(32)}`],
    ['bool', 'Bool', true],
    ['string', 'text', 'a'],
    ['uint256', 'fixed', 1],
    ['uint8[]', 'uint8[][]', []],
    ['uint8[1]', 'uint8[01]', [1]],
    ['int256[]', 'int8[]', [1]],
    ['bytes32[]', 'bytes4[]', []],
    ['uint8[]', 'string[]', []],
    ['uint8[]', 'bytes[]', []],
  ])('%s, and not %s', (good, bad, value) => {
    expect(ours([field(good, value)])).toMatch(/^0x/)
    expect(() => parse([field(bad, value)])).toThrow(refusal('bad-type'))
  })
})

describe('a list is read in one way', () => {
  test.each<[string, readonly Field[], readonly Field[]]>([
    [
      'a name that swallows a field',
      [field('string', 'x', 'a'), field('uint8', 65, 'b')],
      [field('string', 'xA', 'auint8 b')],
    ],
    [
      'a name that gives a letter to the next type',
      [field('bool', true, 'men'), field('uint8', 1, 'b')],
      [field('bool', true, 'menu'), field('int8', 1, 'b')],
    ],
  ])('%s would have the digest of another list', (_, good, bad) => {
    expect(theirs(good)).toBe(theirs(bad))
    expect(ours(good)).toBe(theirs(good))
    expect(() => parse(bad)).toThrow(refusal('contradiction'))
  })

  test.each([
    ['side by side', field('string', 'bob1', 'to'), field('string', '00', 'amount')],
    ['bytes', field('string', 'bob', 'to'), field('bytes', '0x3130', 'amount')],
    ['arrays', field('uint8[]', [1], 'one'), field('uint8[]', [], 'two')],
  ])('two values of open length would share a digest with others: %s', (_, one, other) => {
    expect(ours([one])).not.toBe(ours([other]))
    for (const between of [[], [field('bool', true)]]) {
      expect(() => parse([one, ...between, other])).toThrow(refusal('contradiction'))
    }
  })

  test('because only their sum is signed', () => {
    const split = (to: string, amount: string) => [
      field('string', to, 'to'),
      field('string', amount, 'amount'),
    ]
    expect(theirs(split('bob1', '00'))).toBe(theirs(split('bob', '100')))
  })

  test('names may be any other text', () => {
    const fields = ['A number', 'uint', 'the string', 'int8x', ' '].map((name) =>
      field('uint8', 1, name),
    )
    expect(ours(fields)).toBe(theirs(fields))
  })
})

test('what would be hashed like a transaction is refused; these two were found by trying', () => {
  const named = (name: string) => [field('bool', true, name)]
  for (const [name, begins] of [
    ['number 12354', /^0xf83e/],
    ['number 58190', /^0x[0-7].f83d/],
  ] as const) {
    expect(keccak256(stringToBytes(`bool ${name}`))).toMatch(begins)
    expect(() => parse(named(name))).toThrow(refusal('contradiction'))
    expect(ours(named(`${name}.`))).toBe(theirs(named(`${name}.`)))
  }
})

describe('what is refused as typed data of the first version', () => {
  test.each([
    ['no JSON', '[', 'bad-json'],
    ['an object', '{}', 'bad-shape'],
    ['no fields', '[]', 'bad-shape'],
    ['a field that is none', '["string"]', 'bad-shape'],
    ['no name', '[{"type":"string","value":"a"}]', 'missing-field'],
    ['an empty name', '[{"type":"string","name":"","value":"a"}]', 'bad-shape'],
    ['no type', '[{"name":"a","value":"a"}]', 'missing-field'],
    ['no value', '[{"type":"string","name":"a"}]', 'missing-field'],
    ['a value that is nothing', '[{"type":"string","name":"a","value":null}]', 'bad-shape'],
    ['one more key', '[{"type":"string","name":"a","value":"a","x":1}]', 'unknown-field'],
    ['a key twice', '[{"type":"string","name":"a","value":"a","value":"b"}]', 'bad-json'],
    ['half a character', '[{"type":"string","name":"a","value":"\\ud800"}]', 'bad-json'],
    [
      'a name twice',
      '[{"type":"bool","name":"a","value":true},{"type":"bool","name":"a","value":true}]',
      'duplicate-field',
    ],
  ] as const)('%s', (_, text, code) => {
    expect(() => parseTypedDataV1(text)).toThrow(refusal(code))
    expect(toHex(parseTypedDataV1('[{"type":"string","name":"a","value":"a"}]').digest)).toBe(
      theirs([field('string', 'a', 'a')]),
    )
  })
})
