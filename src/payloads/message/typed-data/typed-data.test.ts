import fc from 'fast-check'
import { hashTypedData, type TypedDataDefinition } from 'viem'
import { describe, expect, test } from 'vitest'
import { refusal } from '../../../../test/support/refusal.ts'
import { toHex } from '../../encoding/hex.ts'
import { addressFromBytes } from '../../evm/address.ts'
import { typedDataFacts } from '../facts.ts'
import { parseTypedData } from './parse-typed-data.ts'

type Members = { name: string; type: string }[]
type Document = {
  types: Record<string, Members>
  primaryType: string
  domain: Record<string, unknown>
  message: Record<string, unknown>
}

const write = (document: unknown): string =>
  JSON.stringify(document, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )

const ours = (document: unknown): string => toHex(parseTypedData(write(document)).digest)
const theirs = (document: Document): string =>
  hashTypedData(document as unknown as TypedDataDefinition)

/** A document of random types: structs use those after them, so that values end. */
const randomDocument = (g: fc.GeneratorValue): Document => {
  const count = g(fc.integer, { min: 1, max: 4 })
  const names = Array.from({ length: count }, (_, index) => `${'ZMAQ'.charAt(index)}truct${index}`)
  const bits = () => 8 * g(fc.integer, { min: 1, max: 32 })
  const atom = (): string =>
    ['bool', 'address', 'string', 'bytes', `uint${bits()}`, `int${bits()}`, `bytes${bits() / 8}`][
      g(fc.integer, { min: 0, max: 6 })
    ] ?? 'bool'
  const suffix = () =>
    ['', '', '', '[]', '[2]', '[][1]', '[2][]'][g(fc.integer, { min: 0, max: 6 })]
  const types = Object.fromEntries(
    names.map((name, index) => [
      name,
      Array.from({ length: g(fc.integer, { min: 1, max: 4 }) }, (_, field) => {
        const next = names[index + 1 + g(fc.integer, { min: 0, max: 2 })]
        return { name: `field${field}`, type: `${next ?? atom()}${suffix()}` }
      }),
    ]),
  )
  const value = (type: string): unknown => {
    const [, of, length] = /^(.*)\[(\d*)\]$/.exec(type) ?? []
    if (of !== undefined) {
      const size = length === '' ? g(fc.integer, { min: 0, max: 2 }) : Number(length)
      return Array.from({ length: size }, () => value(of))
    }
    if (type in types) return struct(type)
    const size = Number(/\d+$/.exec(type)?.[0] ?? 0)
    if (type === 'bool') return g(fc.boolean)
    if (type === 'string') return g(fc.string, { unit: 'grapheme' })
    if (type === 'address') {
      return addressFromBytes(g(fc.uint8Array, { minLength: 20, maxLength: 20 }))
    }
    if (type === 'bytes') return toHex(g(fc.uint8Array, { maxLength: 40 }))
    if (type.startsWith('bytes')) {
      return toHex(g(fc.uint8Array, { minLength: size, maxLength: size }))
    }
    const limit = 1n << BigInt(type.startsWith('u') ? size : size - 1)
    return g(fc.bigInt, { min: type.startsWith('u') ? 0n : -limit, max: limit - 1n })
  }
  const struct = (name: string): Record<string, unknown> =>
    Object.fromEntries((types[name] ?? []).map((member) => [member.name, value(member.type)]))
  const domain: [string, string, unknown][] = [
    ['name', 'string', 'Name'],
    ['version', 'string', '1'],
    ['chainId', 'uint256', BigInt(g(fc.integer, { min: 1, max: 100_000 }))],
    ['verifyingContract', 'address', addressFromBytes(new Uint8Array(20).fill(7))],
    ['salt', 'bytes32', `0x${'5a'.repeat(32)}`],
  ]
  const given = domain.filter(() => g(fc.boolean))
  const declared = g(fc.boolean)
    ? { EIP712Domain: given.map(([name, type]) => ({ name, type })) }
    : {}
  const primaryType = names[0] ?? ''
  return {
    types: { ...types, ...declared },
    primaryType,
    domain: Object.fromEntries(given.map(([name, , value]) => [name, value])),
    message: struct(primaryType),
  }
}

describe('against viem', () => {
  test('random types and values have the same digest', () => {
    fc.assert(
      fc.property(fc.gen(), (g) => {
        const document = randomDocument(g)
        expect(ours(document)).toBe(theirs(document))
      }),
      { numRuns: 800 },
    )
  })

  test('types may go in circles where arrays end them', () => {
    const document = {
      ...mail,
      types: {
        Person: [
          { name: 'name', type: 'string' },
          { name: 'friends', type: 'Person[]' },
          { name: 'pets', type: 'Pet[]' },
        ],
        Pet: [{ name: 'owners', type: 'Person[]' }],
      },
      primaryType: 'Person',
      message: {
        name: 'A',
        friends: [{ name: 'B', friends: [], pets: [{ owners: [] }] }],
        pets: [],
      },
    }
    expect(ours(document)).toBe(theirs(document))
  })
})

const alice = '0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826'
const mail: Document = {
  types: {
    Mail: [
      { name: 'from', type: 'Person' },
      { name: 'contents', type: 'string' },
      { name: 'amount', type: 'uint8' },
      { name: 'change', type: 'int8' },
      { name: 'tag', type: 'bytes4' },
      { name: 'data', type: 'bytes' },
      { name: 'paid', type: 'bool' },
      { name: 'pair', type: 'uint256[2]' },
    ],
    Person: [{ name: 'wallet', type: 'address' }],
  },
  primaryType: 'Mail',
  domain: { name: 'Mail', version: '1', chainId: 1, verifyingContract: alice },
  message: {
    from: { wallet: alice },
    contents: 'Hello',
    amount: 255,
    change: -128,
    tag: '0x12345678',
    data: '0x00',
    paid: true,
    pair: [1, 2],
  },
}
const message = (change: object) => ({ ...mail, message: { ...mail.message, ...change } })
const domain = (change: object) => ({ ...mail, domain: { ...mail.domain, ...change } })
const types = (change: object) => ({ ...mail, types: { ...mail.types, ...change } })

describe('typed data', () => {
  test('reads numbers as pages write them', () => {
    for (const amount of [17, '17', '0x11']) {
      expect(ours(message({ amount }))).toBe(theirs(message({ amount: 17n })))
    }
    for (const change of [-7, '-7']) {
      expect(ours(message({ change }))).toBe(theirs(message({ change: -7n })))
    }
  })

  test.each([
    ['a number too large', message({ amount: 256 }), message({ amount: 255 }), 'out-of-range'],
    ['a negative number', message({ amount: -1 }), message({ amount: 0 }), 'out-of-range'],
    ['an int too large', message({ change: 128 }), message({ change: 127 }), 'out-of-range'],
    ['an int too small', message({ change: -129 }), message({ change: -128 }), 'out-of-range'],
    ['an empty number', message({ amount: '' }), message({ amount: '0' }), 'bad-shape'],
    ['a number with a space', message({ amount: ' 1' }), message({ amount: '1' }), 'bad-shape'],
    [
      'a number with a leading zero',
      message({ amount: '01' }),
      message({ amount: '1' }),
      'bad-shape',
    ],
    ['a fraction', message({ amount: 1.5 }), message({ amount: 1 }), 'bad-json'],
    ['a number for a truth', message({ paid: 1 }), message({ paid: true }), 'bad-shape'],
    [
      'bytes4 of 3 bytes',
      message({ tag: '0x123456' }),
      message({ tag: '0x12345600' }),
      'out-of-range',
    ],
    ['half a byte', message({ data: '0x0' }), message({ data: '0x00' }), 'bad-hex'],
    ['text for bytes', message({ data: 'ab' }), message({ data: '0xab' }), 'bad-hex'],
    [
      'a wrong checksum',
      message({ from: { wallet: alice.replace('C', 'c') } }),
      message({ from: { wallet: alice } }),
      'bad-address',
    ],
    ['an array too long', message({ pair: [1, 2, 3] }), message({ pair: [1, 2] }), 'out-of-range'],
    ['an array too short', message({ pair: [1] }), message({ pair: [1, 2] }), 'out-of-range'],
    ['no array', message({ pair: { 0: 1, 1: 2 } }), message({ pair: [1, 2] }), 'bad-shape'],
    ['a null struct', message({ from: null }), message({ from: { wallet: alice } }), 'bad-shape'],
    ['a null string', message({ contents: null }), message({ contents: 'null' }), 'bad-shape'],
    [
      'half a character',
      message({ contents: '\uD83D' }),
      message({ contents: '\uD83D\uDE00' }),
      'bad-json',
    ],
    ['an extra field', message({ more: 1 }), mail, 'unknown-field'],
    [
      'a missing field',
      message({ contents: undefined }),
      message({ contents: '' }),
      'missing-field',
    ],
    [
      'an extra nested field',
      message({ from: { wallet: alice, name: 'A' } }),
      mail,
      'unknown-field',
    ],
    ['an extra key', { ...mail, extra: 1 }, mail, 'unknown-field'],
    ['no domain', { ...mail, domain: undefined }, { ...mail, domain: {} }, 'missing-field'],
    ['an odd domain field', domain({ chain: 1 }), domain({}), 'unknown-field'],
    ['a domain that is none', domain({ verifyingContract: 'cosmos' }), domain({}), 'bad-address'],
    ['no primary type', { ...mail, primaryType: undefined }, mail, 'missing-field'],
    ['an unknown primary type', { ...mail, primaryType: 'Letter' }, mail, 'bad-type'],
    ['the domain as its message', { ...mail, primaryType: 'EIP712Domain' }, mail, 'bad-type'],
    [
      'an unknown type',
      types({ Other: [{ name: 'a', type: 'Nobody' }] }),
      types({ Other: [{ name: 'a', type: 'Mail' }] }),
      'bad-type',
    ],
    [
      'uint without bits',
      types({ Other: [{ name: 'a', type: 'uint' }] }),
      types({ Other: [{ name: 'a', type: 'uint256' }] }),
      'bad-type',
    ],
    [
      'uint7',
      types({ Other: [{ name: 'a', type: 'uint7' }] }),
      types({ Other: [{ name: 'a', type: 'uint8' }] }),
      'bad-type',
    ],
    [
      'uint264',
      types({ Other: [{ name: 'a', type: 'uint264' }] }),
      types({ Other: [{ name: 'a', type: 'uint256' }] }),
      'bad-type',
    ],
    [
      'bytes33',
      types({ Other: [{ name: 'a', type: 'bytes33' }] }),
      types({ Other: [{ name: 'a', type: 'bytes32' }] }),
      'bad-type',
    ],
    [
      'a broken array',
      types({ Other: [{ name: 'a', type: 'bool[' }] }),
      types({ Other: [{ name: 'a', type: 'bool[]' }] }),
      'bad-type',
    ],
    [
      'an array of none',
      types({ Other: [{ name: 'a', type: 'bool[0]' }] }),
      types({ Other: [{ name: 'a', type: 'bool[1]' }] }),
      'bad-type',
    ],
    [
      'a type that closes another',
      types({ Other: [{ name: 'a', type: 'bool b)' }] }),
      mail,
      'bad-type',
    ],
    [
      'a field name that adds a field',
      types({ Other: [{ name: 'a,bool b', type: 'bool' }] }),
      mail,
      'bad-type',
    ],
    ['a struct named as a type', types({ address: [] }), types({ Address: [] }), 'bad-type'],
    [
      'two members of a name',
      types({
        Other: [
          { name: 'a', type: 'bool' },
          { name: 'a', type: 'bool' },
        ],
      }),
      mail,
      'duplicate-field',
    ],
    [
      'a member with more to it',
      types({ Other: [{ name: 'a', type: 'bool', more: 1 }] }),
      mail,
      'bad-shape',
    ],
    [
      'a domain field of another type',
      types({ EIP712Domain: [{ name: 'name', type: 'bytes' }] }),
      types({
        EIP712Domain: [
          { name: 'name', type: 'string' },
          { name: 'version', type: 'string' },
          { name: 'chainId', type: 'uint256' },
          { name: 'verifyingContract', type: 'address' },
        ],
      }),
      'bad-type',
    ],
    [
      'a domain field that it does not declare',
      types({ EIP712Domain: [] }),
      { ...types({ EIP712Domain: [] }), domain: {} },
      'unknown-field',
    ],
  ] as const)('with %s is refused', (_, refused, accepted, code) => {
    expect(() => ours(refused)).toThrow(refusal(code))
    expect(ours(accepted)).toBe(theirs(accepted as unknown as Document))
  })

  test('cut off at any length is refused', () => {
    const whole = write(mail)
    for (let length = 0; length < whole.length; length++) {
      expect(() => parseTypedData(whole.slice(0, length))).toThrow(refusal('bad-json'))
    }
    expect(() => parseTypedData(`${whole}1`)).toThrow(refusal('bad-json'))
    expect(toHex(parseTypedData(whole).digest)).toBe(theirs(mail))
  })

  test('changed in one bit of its values has another digest, or is refused', () => {
    const digests = new Set([ours(mail)])
    let read = 0
    for (const [name, value] of Object.entries(mail.message)) {
      if (typeof value !== 'string' || !value.startsWith('0x')) continue
      for (let digit = 2; digit < value.length; digit++) {
        const other = (Number.parseInt(value.charAt(digit), 16) ^ 1).toString(16)
        digests.add(
          ours(message({ [name]: `${value.slice(0, digit)}${other}${value.slice(digit + 1)}` })),
        )
        read++
      }
    }
    expect(digests.size).toBe(read + 1)
  })

  test('says for whom it is', () => {
    expect(typedDataFacts(parseTypedData(write(mail)))).toEqual({
      family: 'message',
      kind: 'typed-data',
      chain: 'eip155:1',
      domain: { name: 'Mail', version: '1', chainId: 1n, verifyingContract: alice, salt: null },
      primaryType: 'Mail',
      type:
        'Mail(Person from,string contents,uint8 amount,int8 change,bytes4 tag,bytes data,' +
        'bool paid,uint256[2] pair)Person(address wallet)',
      tokens: [],
      changesControl: false,
    })
    const open = typedDataFacts(parseTypedData(write({ ...mail, domain: {} })))
    expect(open).toMatchObject({ chain: null, domain: { chainId: null } })
  })
})

describe('a permit', () => {
  const bob = addressFromBytes(new Uint8Array(20).fill(2))
  const token = addressFromBytes(new Uint8Array(20).fill(3))
  const members = (text: string): Members =>
    text.split(',').map((member) => {
      const [type = '', name = ''] = member.split(' ')
      return { type, name }
    })
  const rest = { nonce: 0, deadline: 9 }
  const details = members('address token,uint160 amount,uint48 expiration,uint48 nonce')
  const one = { token, amount: 5, expiration: 1, nonce: 0 }
  const permissions = members('address token,uint256 amount')
  const tail = 'address spender,uint256 nonce,uint256 deadline'
  const authorization = members(
    'address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce',
  )
  const authorized = {
    from: alice,
    to: bob,
    value: 5,
    validAfter: 0,
    validBefore: 9,
    nonce: `0x${'00'.repeat(32)}`,
  }
  const effect = { action: 'allow', via: 'permit', token: alice, owner: null, to: bob, amount: 5n }
  const permit2 = { ...effect, via: 'permit2', token }
  const erc2612 = 'address owner,address spender,uint256 value,uint256 nonce,uint256 deadline'

  const tokens = (primaryType: string, types: Record<string, Members>, message: object) =>
    typedDataFacts(parseTypedData(write({ ...mail, types, primaryType, message }))).tokens

  test.each([
    [
      'Permit',
      { Permit: members(erc2612) },
      { owner: alice, spender: bob, value: 5, ...rest },
      [{ ...effect, owner: alice }],
    ],
    [
      'Permit',
      {
        Permit: members('address holder,address spender,uint256 nonce,uint256 expiry,bool allowed'),
      },
      { holder: alice, spender: bob, nonce: 0, expiry: 0, allowed: true },
      [{ ...effect, owner: alice, amount: null }],
    ],
    [
      'Permit',
      {
        Permit: members('address holder,address spender,uint256 nonce,uint256 expiry,bool allowed'),
      },
      { holder: alice, spender: bob, nonce: 0, expiry: 0, allowed: false },
      [{ ...effect, owner: alice, amount: 0n }],
    ],
    [
      'Permit',
      { Permit: members('address spender,uint256 tokenId,uint256 nonce,uint256 deadline') },
      { spender: bob, tokenId: 5, ...rest },
      [effect],
    ],
    [
      'TransferWithAuthorization',
      { TransferWithAuthorization: authorization },
      authorized,
      [{ ...effect, action: 'transfer', via: 'transferWithAuthorization', owner: alice }],
    ],
    [
      'ReceiveWithAuthorization',
      { ReceiveWithAuthorization: authorization },
      authorized,
      [{ ...effect, action: 'transfer', via: 'transferWithAuthorization', owner: alice }],
    ],
    [
      'PermitSingle',
      {
        PermitSingle: members('PermitDetails details,address spender,uint256 sigDeadline'),
        PermitDetails: details,
      },
      { details: one, spender: bob, sigDeadline: 9 },
      [permit2],
    ],
    [
      'PermitBatch',
      {
        PermitBatch: members('PermitDetails[] details,address spender,uint256 sigDeadline'),
        PermitDetails: details,
      },
      { details: [one, { ...one, amount: 6 }], spender: bob, sigDeadline: 9 },
      [permit2, { ...permit2, amount: 6n }],
    ],
    [
      'PermitTransferFrom',
      {
        PermitTransferFrom: members(`TokenPermissions permitted,${tail}`),
        TokenPermissions: permissions,
      },
      { permitted: { token, amount: 5 }, spender: bob, ...rest },
      [permit2],
    ],
    [
      'PermitBatchTransferFrom',
      {
        PermitBatchTransferFrom: members(`TokenPermissions[] permitted,${tail}`),
        TokenPermissions: permissions,
      },
      { permitted: [{ token, amount: 5 }], spender: bob, ...rest },
      [permit2],
    ],
    [
      'PermitWitnessTransferFrom',
      {
        PermitWitnessTransferFrom: members(`TokenPermissions permitted,${tail},Order witness`),
        TokenPermissions: permissions,
        Order: members('uint8 a'),
      },
      { permitted: { token, amount: 5 }, spender: bob, ...rest, witness: { a: 1 } },
      [permit2],
    ],
    [
      'PermitBatchWitnessTransferFrom',
      {
        PermitBatchWitnessTransferFrom: members(
          `TokenPermissions[] permitted,${tail},Order witness`,
        ),
        TokenPermissions: permissions,
        Order: members('uint8 a'),
      },
      { permitted: [{ token, amount: 5 }], spender: bob, ...rest, witness: { a: 1 } },
      [permit2],
    ],
  ] as const)('of type %s is read', (primaryType, types, message, expected) => {
    expect(tokens(primaryType, types, message)).toEqual(expected)
  })

  test('that no contract honours is none', () => {
    const types = { Permit: members(erc2612.replace('uint256 value', 'uint128 value')) }
    const message = { owner: alice, spender: bob, value: 5, ...rest }
    expect(tokens('Permit', types, message)).toEqual([])
    expect(tokens('Permit', { Permit: members(erc2612) }, message)).toHaveLength(1)
    expect(tokens('Allow', { Allow: members(erc2612) }, message)).toEqual([])
  })
})
