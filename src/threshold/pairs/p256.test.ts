import { numberToBytesBE } from '@noble/curves/utils.js'
import { describe, expect, test } from 'vitest'
import { ORDER, randomSecret } from './p256.ts'

/** Gives these 32-byte numbers, in this order. */
const draws = (...numbers: readonly bigint[]) => {
  const left = numbers.map((number) => numberToBytesBE(number, 32))
  return () => left.shift() ?? new Uint8Array(32).fill(9)
}

describe('a random secret', () => {
  test.each([1n, 2n ** 200n, ORDER - 1n])('may be %d', (number) => {
    expect(randomSecret(draws(number))).toEqual(numberToBytesBE(number, 32))
  })

  test.each([0n, ORDER, ORDER + 1n, 2n ** 256n - 1n])('is drawn again when it is %d', (number) => {
    expect(randomSecret(draws(number, 5n))).toEqual(numberToBytesBE(5n, 32))
  })
})
