import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusal } from '../../../test/support/refusal.ts'
import { isJsonObject, parseJson, type Json } from './json.ts'

const plain = (value: Json): unknown => {
  if (typeof value === 'bigint') return Number(value)
  if (isJsonObject(value)) {
    return Object.fromEntries(Array.from(value, ([key, item]) => [key, plain(item)]))
  }
  return Array.isArray(value) ? value.map(plain) : value
}

const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.maxSafeInteger(),
    fc.string({ unit: 'binary' }),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('tree'), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}))

describe('JSON', () => {
  test('reads as it does for JavaScript', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        fc.pre(!text.includes('"__proto__"'))
        expect(plain(parseJson(text))).toEqual(JSON.parse(text))
      }),
      { numRuns: 500 },
    )
  })

  test('keeps every digit', () => {
    expect(parseJson('123456789012345678901234567890')).toBe(123456789012345678901234567890n)
    expect(parseJson('-7')).toBe(-7n)
  })

  test.each([
    ['a key twice', '{"a":1,"a":1}', '{"a":1,"b":1}'],
    ['a key twice, once escaped', String.raw`{"a":1,"\u0061":1}`, String.raw`{"a":1,"\u0062":1}`],
    ['a key that is a prototype', '{"__proto__":1}', '{"_proto_":1}'],
    ['a fraction', '1.0', '1'],
    ['an exponent', '1e3', '1000'],
    ['minus zero', '-0', '0'],
    ['a leading zero', '01', '1'],
    ['a plus', '+1', '1'],
    ['eighty-one digits', '1'.repeat(81), '1'.repeat(80)],
    ['not a number', 'NaN', 'null'],
    ['a comma at the end', '[1,]', '[1]'],
    ['a comma at an object’s end', '{"a":1,}', '{"a":1}'],
    ['a second value', '1 2', '1'],
    ['nothing', '', '0'],
    ['single quotes', "'a'", '"a"'],
    ['an open string', '"a', '"a"'],
    ['an open array', '[1', '[1]'],
    ['a raw line break', '"\n"', String.raw`"\n"`],
    ['an unknown escape', String.raw`"\x41"`, String.raw`"\u0041"`],
    ['half a character', String.raw`"\ud83d"`, String.raw`"\ud83d\ude00"`],
    ['a byte order mark', '\uFEFF1', '1'],
    ['a space that is none', '\u00A01', ' 1'],
    ['a bare word', 'truth', 'true'],
  ])('with %s is refused', (_, refused, accepted) => {
    expect(() => parseJson(refused)).toThrow(refusal('bad-json'))
    expect(plain(parseJson(accepted))).toEqual(JSON.parse(accepted))
  })

  test('nested too deep is refused, before the stack ends', () => {
    expect(parseJson(`${'['.repeat(64)}${']'.repeat(64)}`)).toHaveLength(1)
    const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
    expect(() => parseJson(deep(66))).toThrow(refusal('too-large'))
    expect(() => parseJson(deep(100_000))).toThrow(refusal('too-large'))
  })

  test('reads a very long string', () => {
    expect(parseJson(`"${'\\n'.repeat(200_000)}"`)).toHaveLength(200_000)
  })
})
