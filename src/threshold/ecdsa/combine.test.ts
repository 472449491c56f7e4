import { createHash } from 'node:crypto'
import { secp256k1 as curve } from '@noble/curves/secp256k1.js'
import { bytesToNumberBE, hexToBytes } from '@noble/curves/utils.js'
import { describe, expect, test } from 'vitest'
import { usageError } from '../../../test/support/errors.ts'
import { describeWithVectors } from '../../../test/support/vectors.ts'
import type { Point } from '../groups/group.ts'
import { invert, mod } from '../groups/scalar.ts'
import { coordinates, secp256k1 } from '../groups/secp256k1.ts'
import { combine, verifySignature } from './combine.ts'
import type { BoundRequest } from './request.ts'
import type { SignatureShare } from './signature-share.ts'

const { order, base } = secp256k1
const binding = new Uint8Array(32).fill(1)

/** A signature that is wanted, from a key and nonce that the test knows. */
const wanted = (key: Point, nonce: Point, message: bigint): BoundRequest => {
  const { x, odd } = coordinates(nonce)
  return {
    message,
    tweak: 0n,
    tweakedKey: key,
    delta: 0n,
    nonce,
    r: mod(x, order),
    recovery: (odd ? 1 : 0) + (x >= order ? 2 : 0),
    binding,
    transcript: new Uint8Array(32),
  }
}

const share = (party: number, u: bigint, w: bigint): SignatureShare => ({
  header: new Uint8Array(32),
  party,
  binding,
  u: mod(u, order),
  w: mod(w, order),
  signature: new Uint8Array(64),
})

describe('joining shares', () => {
  const key = 0xabcdefn
  const message = 0x1234567890n

  // s and its negative verify alike; one of a nonce and its negative gives the high one.
  test.each([
    ['a nonce', 77n],
    ['its negative', order - 77n],
    ['a nonce with an odd y', 5n],
    ['its negative', order - 5n],
  ])('gives the low s, and the recovery bit that belongs to it: %s', (_, k) => {
    const bound = wanted(base.multiply(key), base.multiply(k), message)
    const phi = 99n
    const w = mod(phi * (message + bound.r * key), order)
    const joined = combine(
      bound,
      [1, 2, 3],
      [share(1, phi * k - 10n, w - 30n), share(2, 7n, 10n), share(3, 3n, 20n)],
    )
    if (joined.kind !== 'signature') throw new Error(joined.kind)
    const { r, s, recovery } = joined.signature
    expect(s <= order >> 1n).toBe(true)
    expect([s, order - s]).toContain(mod(w * invert(mod(phi * k, order), order), order))
    const signature = new curve.Signature(r, s, recovery)
    const digest = new Uint8Array(32)
    digest.set(hexToBytes('1234567890'), 27)
    expect(signature.recoverPublicKey(digest).equals(curve.Point.BASE.multiply(key))).toBe(true)
  })

  test('gives nothing for another message, key or nonce than was signed', () => {
    const bound = wanted(base.multiply(key), base.multiply(77n), message)
    const shares = [share(1, 77n, message + bound.r * key), share(2, 0n, 0n)]
    expect(combine(bound, [1, 2], shares).kind).toBe('signature')
    for (const change of [
      { message: message + 1n },
      { tweakedKey: base.multiply(key + 1n) },
      { r: bound.r + 1n },
    ]) {
      expect(combine({ ...bound, ...change }, [1, 2], shares)).toEqual({ kind: 'wrong-share' })
    }
  })

  test('wants exactly one share of every signer', () => {
    const bound = wanted(base.multiply(key), base.multiply(77n), message)
    const [a, b] = [share(1, 77n, message + bound.r * key), share(2, 0n, 0n)] as const
    for (const shares of [
      [a],
      [a, a],
      [a, b, b],
      [a, b, share(3, 0n, 0n)],
      [a, share(3, 0n, 0n)],
    ]) {
      expect(() => combine(bound, [1, 2], shares)).toThrow(usageError('bad-parameters'))
    }
  })

  test('says who answered for another request, and looks no further', () => {
    const bound = wanted(base.multiply(key), base.multiply(77n), message)
    const other = { binding: new Uint8Array(32).fill(2) }
    const shares = [share(1, 77n, message + bound.r * key), share(2, 0n, 0n)] as const
    expect(combine(bound, [1, 2], [shares[0], { ...shares[1], ...other }])).toEqual({
      kind: 'other-request',
      parties: [2],
    })
  })
})

type Wycheproof = {
  readonly testGroups: readonly {
    readonly publicKey: { readonly uncompressed: string }
    readonly tests: readonly {
      readonly tcId: number
      readonly comment: string
      readonly msg: string
      readonly sig: string
      readonly result: 'valid' | 'invalid' | 'acceptable'
    }[]
  }[]
}

/** DER as X.690 has it, one form a value; undefined for every other. */
const fromDer = (der: Uint8Array): { r: bigint; s: bigint } | undefined => {
  const read = (bytes: Uint8Array, tag: number): [Uint8Array, Uint8Array] | undefined => {
    const [found, length] = bytes
    if (found !== tag || length === undefined || length >= 128) return undefined
    if (bytes.length < 2 + length) return undefined
    return [bytes.subarray(2, 2 + length), bytes.subarray(2 + length)]
  }
  const integer = (bytes: Uint8Array): bigint | undefined => {
    const [first = 128, second = 128] = bytes
    // A leading zero only where the number would be negative without; and it never is.
    if (first >= 128 || (first === 0 && bytes.length > 1 && second < 128)) return undefined
    return bytesToNumberBE(bytes)
  }
  const sequence = read(der, 0x30)
  if (sequence === undefined || sequence[1].length > 0) return undefined
  const first = read(sequence[0], 0x02)
  const second = first && read(first[1], 0x02)
  if (first === undefined || second === undefined || second[1].length > 0) return undefined
  const r = integer(first[0])
  const s = integer(second[0])
  return r === undefined || s === undefined ? undefined : { r, s }
}

describeWithVectors('wycheproof/ecdsa_secp256k1_sha256_test.json', (data: Wycheproof) => {
  const cases = data.testGroups.flatMap(({ publicKey, tests }) =>
    tests.map((vector) => ({ ...vector, key: hexToBytes(publicKey.uncompressed) })),
  )
  const highS = cases.filter(({ sig, result }) => {
    const s = fromDer(hexToBytes(sig))?.s ?? 0n
    return result === 'valid' && s > order >> 1n
  })

  test('has signatures of both kinds, and some with a high s', () => {
    expect(cases.filter(({ result }) => result === 'valid').length).toBeGreaterThan(100)
    expect(cases.filter(({ result }) => result === 'invalid').length).toBeGreaterThan(100)
    expect(highS.length).toBeGreaterThan(20)
  })

  test.each(cases)('$tcId: $comment, $result', ({ msg, sig, key, result }) => {
    const digest = createHash('sha256').update(hexToBytes(msg)).digest()
    const signature = fromDer(hexToBytes(sig))
    if (signature === undefined) {
      expect(result).not.toBe('valid')
      return
    }
    const { r, s } = signature
    const high = s > order >> 1n
    if (high) expect(verifySignature({ r, s }, digest, key)).toBe(false)
    const low = high ? { r, s: order - s } : { r, s }
    expect(verifySignature(low, digest, key)).toBe(result === 'valid')
  })
})
