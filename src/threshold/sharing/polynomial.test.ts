import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../test/support/randomness.ts'
import type { PartyId } from '../errors.ts'
import { bls12381G2 } from '../groups/bls12-381.ts'
import { ed25519 } from '../groups/ed25519.ts'
import { invert, mod } from '../groups/scalar.ts'
import { secp256k1 } from '../groups/secp256k1.ts'
import { evaluate, randomPolynomial } from './polynomial.ts'

type Value = { readonly at: PartyId; readonly value: bigint }

/** Gauss's elimination on the Vandermonde system: every polynomial through these values. */
const solve = (values: readonly Value[], order: bigint): { rank: number; polynomial: bigint[] } => {
  let rows = values.map(({ at, value }) => [
    ...values.map((_, power) => mod(BigInt(at) ** BigInt(power), order)),
    value,
  ])
  let rank = 0
  for (const column of values.keys()) {
    const pivot = rows.findIndex((row, i) => i >= rank && row[column] !== 0n)
    const found = rows[pivot]
    if (found === undefined) continue
    const scale = invert(found[column] ?? 0n, order)
    const unit = found.map((entry) => mod(entry * scale, order))
    rows = rows.with(pivot, rows[rank] ?? found).map((row, i) => {
      if (i === rank) return unit
      const factor = row[column] ?? 0n
      return row.map((entry, j) => mod(entry - factor * (unit[j] ?? 0n), order))
    })
    rank++
  }
  return { rank, polynomial: rows.map((row) => row.at(-1) ?? 0n) }
}

describe.each([secp256k1, bls12381G2, ed25519])('sharing over $name', ({ order }) => {
  const scalar = fc.bigInt({ min: 0n, max: order - 1n })

  test('leaves every key possible for who has one share too few', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), { minLength: 1, maxLength: 19 }),
        scalar,
        scalar,
        fc.nat(),
        (parties, secret, candidate, seed) => {
          const threshold = parties.length + 1
          const dealt = randomPolynomial(secret, threshold, order, seededRandom(seed))
          const known = parties.map((at) => ({ at, value: evaluate(dealt, at, order) }))
          // One unknown a coefficient, one equation a share and one for the key they guess: a
          // square system of full rank has one solution, for the right key as for every other.
          const { rank, polynomial } = solve([{ at: 0, value: candidate }, ...known], order)
          expect(rank).toBe(threshold)
          expect(evaluate(polynomial, 0, order)).toBe(candidate)
          for (const { at, value } of known) expect(evaluate(polynomial, at, order)).toBe(value)
          if (candidate === secret) expect(polynomial).toEqual(dealt)
        },
      ),
      { numRuns: 15 },
    )
  })

  test('is solved by the key itself with as many shares as it takes', () => {
    const dealt = randomPolynomial(7n, 3, order, seededRandom('enough'))
    const known = [2, 5, 9].map((at) => ({ at, value: evaluate(dealt, at, order) }))
    expect(solve(known, order)).toEqual({ rank: 3, polynomial: dealt })
  })

  test('takes the key as the constant term, and no coefficient that is zero', () => {
    const random = seededRandom('zeros')
    let draws = 0
    const often = (length: number) => (draws++ % 2 === 0 ? new Uint8Array(length) : random(length))
    const polynomial = randomPolynomial(0n, 20, order, often)
    expect(polynomial).toHaveLength(20)
    expect(polynomial[0]).toBe(0n)
    expect(polynomial.slice(1)).not.toContain(0n)
  })
})

test('over a small field, each pair of shares goes with each key exactly once', () => {
  const order = 7n
  const field = [0n, 1n, 2n, 3n, 4n, 5n, 6n]
  const seen = new Map<string, bigint[]>()
  for (const secret of field) {
    for (const linear of field) {
      for (const square of field) {
        const shares = [2, 5].map((at) => evaluate([secret, linear, square], at, order))
        const key = shares.join()
        seen.set(key, [...(seen.get(key) ?? []), secret])
      }
    }
  }
  expect(seen.size).toBe(49)
  for (const secrets of seen.values()) expect(secrets).toEqual(field)
})

test('evaluates as on paper', () => {
  expect(evaluate([3n, 2n, 1n], 4, 101n)).toBe(27n)
  expect(evaluate([3n, 2n, 1n], 0, 101n)).toBe(3n)
})
