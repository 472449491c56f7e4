import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalBytes, canonicalHash, type Canonical } from './canonical.ts'

const text = (value: Canonical) => new TextDecoder().decode(canonicalBytes('test', value))

const anything: fc.Arbitrary<Canonical> = fc.letrec<{ value: Canonical }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string(),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
  ),
})).value

describe('canonical bytes', () => {
  test('sort keys, and leave nothing to spare', () => {
    expect(text({ b: [1, 'x'], a: { d: true, c: -2 } })).toBe(
      'assent/test/1\n{"a":{"c":-2,"d":true},"b":[1,"x"]}',
    )
  })

  test('take a field that is undefined for one that is not there', () => {
    expect(text({ a: undefined, b: 1 })).toBe(text({ b: 1 }))
  })

  test('are the same whatever order the fields came in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), anything), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed())
        expect(text(turned)).toBe(text(value))
      }),
      { numRuns: 200 },
    )
  })

  test('read back as the value they were written from, so no two values share them', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const [, json = ''] = text(value).split(/\n(.*)/su)
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
      { numRuns: 200 },
    )
  })

  test('differ from one kind of statement to another', () => {
    expect(canonicalHash('one', { a: 1 })).not.toBe(canonicalHash('other', { a: 1 }))
  })

  test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'refuse %s, which has more than one spelling',
    (number) => {
      expect(() => canonicalBytes('test', [number])).toThrow(TypeError)
    },
  )

  test('take the largest whole number that JSON keeps', () => {
    expect(text([Number.MAX_SAFE_INTEGER])).toContain('[9007199254740991]')
  })
})
