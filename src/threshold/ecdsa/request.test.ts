import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../test/support/randomness.ts'
import { mod } from '../groups/scalar.ts'
import { coordinates, secp256k1 } from '../groups/secp256k1.ts'
import { bindRequest, type SigningRequest } from './request.ts'

const { order, base } = secp256k1
const random = seededRandom('request')

const presigned = {
  headerHash: random(32),
  transcript: random(32),
  signers: [1, 2, 5],
  key: base.multiply(1234n),
  nonce: base.multiply(5678n).toBytes(false),
}
const request: SigningRequest = { id: random(32), digest: random(32), tweak: 9n }
const bound = bindRequest(presigned, request)

describe('a request bound to a presignature', () => {
  test('is the same for everybody who knows both', () => {
    expect(bindRequest({ ...presigned }, { ...request }).binding).toEqual(bound.binding)
  })

  test('is for the tweaked key, on the moved nonce', () => {
    expect(bound.tweakedKey.equals(base.multiply(1243n))).toBe(true)
    const nonce = base.multiply(mod(5678n + bound.delta, order))
    expect(bound.nonce.equals(nonce)).toBe(true)
    expect(bound.r).toBe(mod(coordinates(nonce).x, order))
    expect(bound.recovery & 1).toBe(coordinates(nonce).odd ? 1 : 0)
    expect(bound.transcript).toEqual(presigned.transcript)
  })

  const other = random(32)
  const moving: Readonly<Record<string, ReturnType<typeof bindRequest>>> = {
    'another id': bindRequest(presigned, { ...request, id: other }),
    'another digest': bindRequest(presigned, { ...request, digest: other }),
    'another tweak': bindRequest(presigned, { ...request, tweak: 10n }),
    'no tweak': bindRequest(presigned, { id: request.id, digest: request.digest }),
    'another header': bindRequest({ ...presigned, headerHash: other }, request),
    'another key': bindRequest({ ...presigned, key: base.multiply(1235n) }, request),
    'another nonce': bindRequest(
      { ...presigned, nonce: base.multiply(5679n).toBytes(false) },
      request,
    ),
  }

  test.each(Object.entries(moving))('moves the nonce elsewhere for %s', (_, elsewhere) => {
    expect(elsewhere.delta).not.toBe(bound.delta)
    expect(elsewhere.binding).not.toEqual(bound.binding)
  })

  test('moves it elsewhere for the same tweaked key out of another key', () => {
    const shifted = { ...presigned, key: base.multiply(1233n) }
    const elsewhere = bindRequest(shifted, { ...request, tweak: 10n })
    expect(elsewhere.tweakedKey.equals(bound.tweakedKey)).toBe(true)
    expect(elsewhere.binding).not.toEqual(bound.binding)
  })

  test.each([
    ['another transcript', { transcript: other }],
    ['another signer', { signers: [1, 2, 6] }],
    ['a signer more', { signers: [1, 2, 5, 6] }],
  ])('is another binding for %s', (_, change) => {
    expect(bindRequest({ ...presigned, ...change }, request).binding).not.toEqual(bound.binding)
  })

  test('takes no tweak for a tweak of zero', () => {
    const { tweak: _, ...untweaked } = request
    expect(bindRequest(presigned, untweaked)).toEqual(
      bindRequest(presigned, { ...untweaked, tweak: 0n }),
    )
  })
})
