import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { EncodingError, type EncodingErrorCode } from '../errors.ts'
import {
  bytesUpTo,
  fixedBytes,
  list,
  partyId,
  text,
  uint16,
  uint32,
  uint8,
  type Codec,
} from './codec.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

const written = <T>(codec: Codec<T>, value: T): Uint8Array => {
  const out = new Writer()
  codec.write(out, value)
  return out.finish()
}

const read = <T>(codec: Codec<T>, bytes: Uint8Array): T => {
  const input = new Reader(bytes)
  const value = codec.read(input)
  input.end()
  return value
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

const run = (length: number, byte = 7): Uint8Array => new Uint8Array(length).fill(byte)
const printable = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
  maxLength: 255,
})

/** Every codec, with what it takes. */
const codecs: readonly (readonly [string, Codec<unknown>, fc.Arbitrary<unknown>])[] = [
  ['uint8', uint8, fc.integer({ min: 0, max: 255 })],
  ['uint16', uint16, fc.integer({ min: 0, max: 65_535 })],
  ['uint32', uint32, fc.integer({ min: 0, max: 2 ** 32 - 1 })],
  ['partyId', partyId, fc.integer({ min: 1, max: 65_535 })],
  ['fixedBytes', fixedBytes(5), fc.uint8Array({ minLength: 5, maxLength: 5 })],
  ['bytesUpTo', bytesUpTo(9), fc.uint8Array({ maxLength: 9 })],
  ['text', text, printable],
  ['list', list(uint16), fc.array(fc.integer({ min: 0, max: 65_535 }))],
  ['list of a length', list(text, 3), fc.array(printable, { minLength: 3, maxLength: 3 })],
  ['list of lists', list(list(bytesUpTo(3))), fc.array(fc.array(fc.uint8Array({ maxLength: 3 })))],
]

describe.each(codecs)('%s', (_, codec, values) => {
  test('reads what it wrote', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(read(codec, written(codec, value))).toEqual(value)
      }),
    )
  })

  test('does not read what is cut off anywhere', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = written(codec, value)
        for (let length = 0; length < bytes.length; length++) {
          expect(codeOf(() => read(codec, bytes.subarray(0, length)))).toBe('truncated')
        }
      }),
      { numRuns: 25 },
    )
  })

  test('leaves what follows for others to refuse', () => {
    fc.assert(
      fc.property(values, fc.uint8Array({ minLength: 1, maxLength: 4 }), (value, more) => {
        const bytes = Uint8Array.of(...written(codec, value), ...more)
        expect(codeOf(() => read(codec, bytes))).toBe('trailing-bytes')
      }),
      { numRuns: 25 },
    )
  })

  test('has one encoding of each value', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        let value: unknown
        try {
          value = read(codec, bytes)
        } catch (error) {
          expect(error).toBeInstanceOf(EncodingError)
          return
        }
        expect(written(codec, value)).toEqual(bytes)
      }),
    )
  })
})

describe('a value that is written', () => {
  test.each<[string, Codec<number>, number, number]>([
    ['uint8', uint8, 255, 256],
    ['uint16', uint16, 65_535, 65_536],
    ['uint32', uint32, 2 ** 32 - 1, 2 ** 32],
    ['partyId', partyId, 1, 0],
    ['partyId', partyId, 65_535, 65_536],
    ['uint8', uint8, 0, -1],
    ['uint16', uint16, 1, 0.5],
    ['uint32', uint32, 0, Number.NaN],
  ])('as %s may be in range and not outside', (_, codec, good, bad) => {
    expect(read(codec, written(codec, good))).toBe(good)
    expect(codeOf(() => written(codec, bad))).toBe('out-of-range')
  })

  test('is big-endian', () => {
    expect(written(uint32, 0x01020304)).toEqual(Uint8Array.of(1, 2, 3, 4))
    expect(written(uint16, 0x0102)).toEqual(Uint8Array.of(1, 2))
  })

  test.each<[string, Codec<Uint8Array>, number, number]>([
    ['fixedBytes', fixedBytes(4), 4, 3],
    ['fixedBytes', fixedBytes(4), 4, 5],
    ['bytesUpTo', bytesUpTo(4), 4, 5],
  ])('as %s has no other length', (_, codec, good, bad) => {
    expect(read(codec, written(codec, run(good)))).toEqual(run(good))
    expect(codeOf(() => written(codec, run(bad)))).toBe('wrong-length')
  })

  test('has as many items as the list pins', () => {
    expect(written(list(uint8, 2), [1, 2])).toEqual(Uint8Array.of(0, 2, 1, 2))
    expect(codeOf(() => written(list(uint8, 2), [1]))).toBe('wrong-length')
    expect(codeOf(() => written(list(uint8, 2), [1, 2, 3]))).toBe('wrong-length')
  })

  test.each(['\n', 'caf\u00e9', '\u007f', '\u0000', '\u{1f600}'])(
    'is no text with %j',
    (character) => {
      expect(read(text, written(text, 'a ~'))).toBe('a ~')
      expect(codeOf(() => written(text, `a${character}`))).toBe('out-of-range')
    },
  )

  test('is no text of more than 255 characters', () => {
    expect(read(text, written(text, 'a'.repeat(255)))).toHaveLength(255)
    expect(codeOf(() => written(text, 'a'.repeat(256)))).toBe('wrong-length')
  })
})

describe('bytes that are read', () => {
  test('are no party with the number 0', () => {
    expect(read(partyId, Uint8Array.of(0, 1))).toBe(1)
    expect(codeOf(() => read(partyId, Uint8Array.of(0, 0)))).toBe('out-of-range')
  })

  test('are refused by the length they claim, before as much is there', () => {
    expect(read(bytesUpTo(2), Uint8Array.of(0, 0, 0, 2, 7, 7))).toEqual(run(2))
    expect(codeOf(() => read(bytesUpTo(2), Uint8Array.of(0, 0, 0, 3)))).toBe('wrong-length')
    expect(codeOf(() => read(bytesUpTo(2), Uint8Array.of(255, 255, 255, 255)))).toBe('wrong-length')
  })

  test('are refused by the count they claim, before as many items are there', () => {
    expect(read(list(uint8, 2), Uint8Array.of(0, 2, 7, 7))).toEqual([7, 7])
    expect(codeOf(() => read(list(uint8, 2), Uint8Array.of(0, 3)))).toBe('wrong-length')
    expect(codeOf(() => read(list(uint8, 2), Uint8Array.of(0, 1, 7)))).toBe('wrong-length')
    expect(codeOf(() => read(list(uint8), Uint8Array.of(255, 255, 7)))).toBe('truncated')
  })

  test.each([0x1f, 0x7f, 0x80, 0xff, 0x0a])('are no text with the byte %d', (byte) => {
    expect(read(text, Uint8Array.of(0, 0, 0, 1, 0x20))).toBe(' ')
    expect(codeOf(() => read(text, Uint8Array.of(0, 0, 0, 1, byte)))).toBe('out-of-range')
  })

  test('are copied, so that a buffer used again changes no value', () => {
    const source = run(4)
    const value = read(fixedBytes(4), source)
    source.fill(0)
    expect(value).toEqual(run(4))
  })
})
