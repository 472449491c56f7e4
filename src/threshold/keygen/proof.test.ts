import { describe, expect, test } from 'vitest'
import { seededRandom, systemRandom } from '../../../test/support/randomness.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import { ed25519 } from '../groups/ed25519.ts'
import { encodeScalar, mod, randomScalar } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { prove, verifyProof, type Statement } from './proof.ts'

const filled = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)

const statement: Statement = {
  group: secp256k1,
  session: filled(1),
  dealer: 2,
  echo: filled(3),
  opening: filled(4),
}

describe.each([secp256k1, bls12381G2, ed25519])('a proof over $name', (group) => {
  const { order, base } = group
  const about = { ...statement, group }
  const secret = randomScalar(order, systemRandom)
  const point = base.multiply(secret)
  const proof = prove(about, encodeScalar(secret), systemRandom)

  test('convinces of the logarithm that it was made with', () => {
    expect(verifyProof(about, point, proof)).toBe(true)
  })

  test('does not convince of another', () => {
    expect(verifyProof(about, point.add(base), proof)).toBe(false)
  })

  test.each(['challenge', 'response'] as const)('does not convince with another %s', (part) => {
    const changed = { ...proof, [part]: mod(proof[part] + 1n, order) }
    expect(verifyProof(about, point, changed)).toBe(false)
  })

  test('does not convince when it is nothing at all', () => {
    expect(verifyProof(about, point, { challenge: 0n, response: 0n })).toBe(false)
    expect(verifyProof(about, base, { challenge: 1n, response: 1n })).toBe(false)
  })
})

describe('a proof says nothing', () => {
  const point = secp256k1.base.multiply(7n)
  const proof = prove(statement, encodeScalar(7n), systemRandom)

  test('but what it was made for', () => {
    expect(verifyProof(statement, point, proof)).toBe(true)
  })

  test.each<[string, Partial<Statement>]>([
    ['in another session', { session: filled(9) }],
    ['from another dealer', { dealer: 3 }],
    ['after other pledges', { echo: filled(9) }],
    ['with other coefficients beside it', { opening: filled(9) }],
  ])('%s', (_, change) => {
    expect(verifyProof({ ...statement, ...change }, point, proof)).toBe(false)
  })
})

test('with randomness that repeats, nonces differ all the same', () => {
  const proofOf = (change: Partial<Statement>, secret: bigint) => {
    const about = { ...statement, ...change }
    const { challenge, response } = prove(about, encodeScalar(secret), seededRandom('stuck'))
    return mod(response - challenge * secret, secp256k1.order)
  }
  const nonces = [proofOf({}, 7n), proofOf({ session: filled(9) }, 7n), proofOf({}, 8n)]
  expect(new Set(nonces).size).toBe(3)
  expect(proofOf({}, 7n)).toBe(nonces[0])
})
