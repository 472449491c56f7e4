import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toHex } from '../encoding/bytes.ts'
import { native } from './native.ts'
import { portable } from './portable.ts'
import type { Primitives } from './primitives.ts'

const implementations: readonly [string, Primitives][] = [
  ['native', native],
  ['portable', portable],
]

const fromHex = (text: string): Uint8Array =>
  new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))

const exactly = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
const block = exactly(16)
/** In [1, order) of P-256: its order has ones in its first four bytes. */
const secret = exactly(32).map((bytes) =>
  bytes.with(0, bytes[0] === 255 ? 254 : (bytes[0] ?? 0)).with(31, 1),
)

const order = fromHex('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551')

describe('native and portable primitives give the same bytes', () => {
  test('for hashes, however the input is split', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 })), (parts) => {
        const digest = native.sha256(...parts)
        expect(digest).toEqual(portable.sha256(...parts))
        expect(digest).toEqual(native.sha256(Uint8Array.from(parts.flatMap((part) => [...part]))))
      }),
    )
  })

  test('for streams of any length', () => {
    fc.assert(
      fc.property(block, block, fc.nat(500), (key, counter, length) => {
        const stream = native.stream(key, counter, length)
        expect(stream).toHaveLength(length)
        expect(stream).toEqual(portable.stream(key, counter, length))
      }),
    )
  })

  test('for streams whose counter overflows', () => {
    fc.assert(
      fc.property(block, fc.integer({ min: 250, max: 255 }), (key, last) => {
        const counter = new Uint8Array(16).fill(255).with(15, last)
        expect(native.stream(key, counter, 200)).toEqual(portable.stream(key, counter, 200))
      }),
    )
  })

  test('for permuted blocks, one call after the other', () => {
    fc.assert(
      fc.property(block, fc.array(fc.array(block)), (key, calls) => {
        const [permute, other] = [native.permutation(key), portable.permutation(key)]
        for (const blocks of calls) {
          const joined = Uint8Array.from(blocks.flatMap((bytes) => [...bytes]))
          expect(permute(joined)).toEqual(other(joined))
        }
      }),
    )
  })

  test('for public keys and shared points, seen from both sides', () => {
    fc.assert(
      fc.property(secret, secret, (a, b) => {
        const [publicA, publicB] = [native.dhPublicKey(a), portable.dhPublicKey(b)]
        expect(publicA).toEqual(portable.dhPublicKey(a))
        expect(publicA).toHaveLength(65)
        const shared = native.dhShared(a)(publicB)
        expect(shared).toEqual(portable.dhShared(a)(publicB))
        expect(shared).toEqual(native.dhShared(b)(publicA))
        expect(shared).toHaveLength(32)
      }),
      { numRuns: 20 },
    )
  })

  test('for a shared point whose x-coordinate starts with a zero', () => {
    const own = new Uint8Array(32).fill(7)
    for (let number = 1; ; number++) {
      const publicKey = native.dhPublicKey(fromHex(number.toString(16).padStart(64, '0')))
      const shared = native.dhShared(own)(publicKey)
      if (shared[0] !== 0) continue
      expect(shared).toHaveLength(32)
      expect(shared).toEqual(portable.dhShared(own)(publicKey))
      break
    }
  })
})

describe.each(implementations)('%s primitives', (_, { sha256, stream, permutation, ...dh }) => {
  test('hash as FIPS 180-4 says', () => {
    expect(toHex(sha256(new TextEncoder().encode('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })

  test('permute as FIPS 197, appendix C.1 says', () => {
    const key = fromHex('000102030405060708090a0b0c0d0e0f')
    const plain = fromHex('00112233445566778899aabbccddeeff')
    expect(toHex(permutation(key)(plain))).toBe('69c4e0d86a7b0430d8cdb78070b4c55a')
  })

  test('stream as SP 800-38A, F.5.1 says', () => {
    const key = fromHex('2b7e151628aed2a6abf7158809cf4f3c')
    const counter = fromHex('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff')
    const plain = fromHex(`6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51
                           30c81c46a35ce411e5fbc1191a0a52ef f69f2445df4f9b17ad2b417be66c3710`)
    const cipher = stream(key, counter, 64).map((byte, i) => byte ^ (plain[i] ?? 0))
    expect(cipher).toEqual(
      fromHex(`874d6191b620e3261bef6864990db6ce 9806f66b7970fdff8617187bb9fffdff
               5ae4df3edbd5d35e5b4f09020db03eab 1e031dda2fbe03d1792170a0f3009cee`),
    )
  })

  test('share points as RFC 5903, section 8.1 says', () => {
    const i = fromHex('c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433')
    const r = fromHex('c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53')
    const gi = fromHex(`04 dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180
                           5271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3`)
    const gir = fromHex('d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de')
    expect(dh.dhPublicKey(i)).toEqual(gi)
    expect(dh.dhShared(r)(gi)).toEqual(gir)
  })

  test('refuse part of a block, and do not remember it', () => {
    const permute = permutation(new Uint8Array(16))
    const whole = permute(new Uint8Array(32))
    expect(() => permute(new Uint8Array(17))).toThrow(Error)
    expect(permute(new Uint8Array(32))).toEqual(whole)
  })

  test('refuse keys and counters of another length', () => {
    const good = new Uint8Array(16)
    expect(() => stream(good, good, 16)).not.toThrow()
    expect(() => stream(good.slice(1), good, 16)).toThrow(Error)
    expect(() => stream(good, good.slice(1), 16)).toThrow(Error)
    expect(() => permutation(good)(good)).not.toThrow()
    expect(() => permutation(good.slice(1))(good)).toThrow(Error)
  })

  test.each([
    ['zero', new Uint8Array(32)],
    ['the order', order],
    ['above the order', new Uint8Array(32).fill(255)],
  ])('refuse a secret that is %s', (_name, bad) => {
    const publicKey = dh.dhPublicKey(order.with(31, 0x50))
    expect(dh.dhShared(order.with(31, 0x50))(publicKey)).toHaveLength(32)
    expect(() => dh.dhPublicKey(bad)).toThrow(Error)
    expect(() => dh.dhShared(bad)(publicKey)).toThrow(Error)
  })

  test.each<[string, (publicKey: Uint8Array) => Uint8Array]>([
    ['off the curve', (key) => key.with(64, (key[64] ?? 0) ^ 1)],
    ['the identity', () => Uint8Array.of(0)],
    ['cut off', (key) => key.slice(0, 64)],
    ['empty', () => new Uint8Array()],
  ])('refuse a public key that is %s', (_name, bend) => {
    const own = new Uint8Array(32).fill(1)
    const publicKey = dh.dhPublicKey(new Uint8Array(32).fill(2))
    expect(() => dh.dhShared(own)(publicKey)).not.toThrow()
    expect(() => dh.dhShared(own)(bend(publicKey))).toThrow(Error)
  })
})
