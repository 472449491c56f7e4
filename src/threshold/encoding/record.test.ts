import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EncodingError, type EncodingErrorCode } from '../errors.ts'
import { bytesUpTo, fixedBytes, list, partyId, text, uint16, uint8 } from './codec.ts'
import { record, type RecordValue } from './record.ts'

const inner = record('inner', { note: text, tag: fixedBytes(2) })
const fields = {
  party: partyId,
  body: bytesUpTo(8),
  parts: list(inner),
  last: uint8,
}
const outer = record('outer', fields)
type Outer = RecordValue<typeof fields>

const values: fc.Arbitrary<Outer> = fc.record({
  party: fc.integer({ min: 1, max: 65_535 }),
  body: fc.uint8Array({ maxLength: 8 }),
  parts: fc.array(
    fc.record({
      note: fc.string({ unit: fc.constantFrom('a', ' ', '~'), maxLength: 6 }),
      tag: fc.uint8Array({ minLength: 2, maxLength: 2 }),
    }),
    { maxLength: 3 },
  ),
  last: fc.integer({ min: 0, max: 255 }),
})

const sample: Outer = {
  party: 3,
  body: Uint8Array.of(9, 9),
  parts: [{ note: 'a', tag: Uint8Array.of(1, 2) }],
  last: 5,
}

const codeOf = (act: () => unknown): EncodingErrorCode => {
  try {
    act()
  } catch (error) {
    if (error instanceof EncodingError) return error.code
    throw error
  }
  throw new Error('nothing was refused')
}

describe('a record', () => {
  test('reads what it wrote', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(outer.decode(outer.encode(value))).toEqual(value)
      }),
    )
  })

  test('is refused when it is cut off anywhere', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = outer.encode(value)
        for (let length = 0; length < bytes.length; length++) {
          expect(codeOf(() => outer.decode(bytes.subarray(0, length)))).toBe('truncated')
        }
      }),
      { numRuns: 10 },
    )
  })

  test('is refused with anything after it', () => {
    fc.assert(
      fc.property(values, fc.uint8Array({ minLength: 1, maxLength: 9 }), (value, more) => {
        const bytes = Uint8Array.of(...outer.encode(value), ...more)
        expect(codeOf(() => outer.decode(bytes))).toBe('trailing-bytes')
      }),
      { numRuns: 25 },
    )
  })

  test('has one encoding: whatever decodes encodes to the same bytes', () => {
    fc.assert(
      fc.property(values, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, at, change) => {
        const bytes = outer.encode(value)
        const bent = bytes.map((byte, i) => (i === at % bytes.length ? byte ^ change : byte))
        let decoded: Outer
        try {
          decoded = outer.decode(bent)
        } catch (error) {
          expect(error).toBeInstanceOf(EncodingError)
          return
        }
        expect(outer.encode(decoded)).toEqual(bent)
        expect(decoded).not.toEqual(value)
      }),
      { numRuns: 500 },
    )
  })

  test('is written as name, count, and each field behind its number and length', () => {
    const pair = record('ab', { one: uint8, two: uint16 })
    expect(pair.encode({ one: 7, two: 8 })).toEqual(
      Uint8Array.of(0, 0, 0, 2, 0x61, 0x62, 2, 1, 0, 0, 0, 1, 7, 2, 0, 0, 0, 2, 0, 8),
    )
  })
})

describe('another record is refused', () => {
  const { last: _last, ...fewer } = fields
  const bytesOf = outer.encode(sample)

  test('unless it is the same record, made elsewhere', () => {
    expect(outer.decode(record('outer', fields).encode(sample))).toEqual(sample)
  })

  test('with another name', () => {
    const other = record('outer2', fields).encode(sample)
    expect(codeOf(() => outer.decode(other))).toBe('wrong-type')
    expect(codeOf(() => inner.decode(bytesOf))).toBe('wrong-type')
  })

  test('with a field more', () => {
    const more = record('outer', { ...fields, more: uint8 }).encode({ ...sample, more: 1 })
    expect(codeOf(() => outer.decode(more))).toBe('unknown-field')
  })

  test('with a field fewer', () => {
    expect(codeOf(() => outer.decode(record('outer', fewer).encode(sample)))).toBe('truncated')
  })

  test('with a count that is not its own', () => {
    // The count follows the name: 4 + 5 bytes.
    expect(bytesOf[9]).toBe(4)
    expect(codeOf(() => outer.decode(bytesOf.with(9, 3)))).toBe('truncated')
    expect(codeOf(() => outer.decode(bytesOf.with(9, 5)))).toBe('unknown-field')
  })

  test('with fields in another order', () => {
    const two = record('two', { one: uint8, two: uint8 })
    const bytes = two.encode({ one: 1, two: 2 })
    // Name (4 + 3), count (1), then number, length and value of each: 6 bytes.
    const turned = Uint8Array.of(
      ...bytes.subarray(0, 8),
      ...bytes.subarray(14, 20),
      ...bytes.subarray(8, 14),
    )
    expect(two.decode(bytes)).toEqual({ one: 1, two: 2 })
    expect(codeOf(() => two.decode(turned))).toBe('unknown-field')
  })

  test('with one field twice', () => {
    const two = record('two', { one: uint8, two: uint8 })
    const bytes = two.encode({ one: 1, two: 2 })
    expect(codeOf(() => two.decode(bytes.with(14, 1)))).toBe('unknown-field')
  })

  test.each<[string, number, EncodingErrorCode]>([
    ['longer', 3, 'trailing-bytes'],
    ['shorter', 1, 'truncated'],
  ])('with a %s field', (_, length, code) => {
    const one = record('one', { it: fixedBytes(2) })
    const bytesWith = (size: number): Uint8Array =>
      record('one', { it: fixedBytes(size) }).encode({ it: new Uint8Array(size) })
    expect(one.decode(bytesWith(2))).toEqual({ it: new Uint8Array(2) })
    expect(codeOf(() => one.decode(bytesWith(length)))).toBe(code)
  })

  test('with a wrong number of items', () => {
    const three = record('items', { items: list(uint8, 3) })
    const any = record('items', { items: list(uint8) })
    expect(three.decode(any.encode({ items: [1, 2, 3] }))).toEqual({ items: [1, 2, 3] })
    expect(codeOf(() => three.decode(any.encode({ items: [1, 2] })))).toBe('wrong-length')
    expect(codeOf(() => three.decode(any.encode({ items: [1, 2, 3, 4] })))).toBe('wrong-length')
  })

  test('with a field that claims its neighbour', () => {
    const two = record('two', { one: bytesUpTo(9), two: bytesUpTo(9) })
    const bytes = two.encode({ one: Uint8Array.of(1), two: Uint8Array.of(2) })
    // The first field's length (bytes 9 to 12) takes in one byte of what follows.
    expect(codeOf(() => two.decode(bytes.with(12, (bytes[12] ?? 0) + 1)))).toBe('trailing-bytes')
  })

  test('with a name that is not ASCII', () => {
    expect(codeOf(() => outer.decode(bytesOf.with(4, 0xc3)))).toBe('out-of-range')
  })
})
