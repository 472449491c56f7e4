import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { concat, toHex } from './bytes.ts'
import { hash, wideHash } from './transcript.ts'

const part = fc.uint8Array({ maxLength: 6 })

describe.each([
  ['hash', hash, 32],
  ['wideHash', wideHash, 64],
] as const)('%s', (_, digest, length) => {
  test('gives the same for the same', () => {
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const made = digest('domain', ...parts)
        expect(made).toHaveLength(length)
        expect(made).toEqual(digest('domain', ...parts.map((bytes) => bytes.slice())))
      }),
    )
  })

  test('gives something else when a byte moves from one part to the next', () => {
    fc.assert(
      fc.property(part, fc.integer({ min: 0, max: 255 }), part, (left, byte, right) => {
        const first = digest('domain', Uint8Array.of(...left, byte), right)
        expect(first).not.toEqual(digest('domain', left, Uint8Array.of(byte, ...right)))
        expect(first).not.toEqual(digest('domain', concat(left, Uint8Array.of(byte), right)))
      }),
    )
  })

  test('gives something else for any other list of parts', () => {
    fc.assert(
      fc.property(fc.array(part), fc.array(part), (parts, others) => {
        const same =
          parts.length === others.length &&
          parts.every((bytes, i) => toHex(bytes) === toHex(others[i] ?? new Uint8Array()))
        expect(toHex(digest('domain', ...parts)) === toHex(digest('domain', ...others))).toBe(same)
      }),
    )
  })

  test('gives something else for an empty part more', () => {
    const empty = new Uint8Array()
    expect(digest('domain')).not.toEqual(digest('domain', empty))
    expect(digest('domain', empty)).not.toEqual(digest('domain', empty, empty))
  })

  test('gives something else in another domain, and when a byte moves from domain to part', () => {
    const encoder = new TextEncoder()
    expect(digest('ab', encoder.encode('c'))).not.toEqual(digest('ac', encoder.encode('c')))
    expect(digest('ab', encoder.encode('c'))).not.toEqual(digest('a', encoder.encode('bc')))
  })

  test('gives something else for a part that looks like a frame', () => {
    const framed = Uint8Array.of(0, 0, 0, 1, 7)
    expect(digest('domain', framed)).not.toEqual(digest('domain', Uint8Array.of(7)))
    expect(digest('domain', new Uint8Array(), Uint8Array.of(7))).not.toEqual(
      digest('domain', new Uint8Array(4), Uint8Array.of(7)),
    )
  })
})

test.each([
  ['sha256', hash],
  ['sha512', wideHash],
] as const)('%s runs over domain and parts, each behind its length', (algorithm, digest) => {
  const preimage = Buffer.concat([
    Buffer.from('00000010', 'hex'),
    Buffer.from('assent/v1/domain'),
    Buffer.from('00000003010203', 'hex'),
    Buffer.from('00000000', 'hex'),
  ])
  expect(toHex(digest('domain', Uint8Array.of(1, 2, 3), new Uint8Array()))).toBe(
    createHash(algorithm).update(preimage).digest('hex'),
  )
})
