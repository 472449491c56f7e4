import { expect, test } from 'vitest'
import { scope, scopesOf } from './scopes.ts'

test('reads scopes from their bits', () => {
  expect(scopesOf(0n)).toEqual([])
  expect(scopesOf(0b110n)).toEqual([scope.signAnything, scope.personalSign])
  expect(scopesOf(1n << 255n)).toEqual([255])
})

test('refuses what is not 256 bits', () => {
  expect(() => scopesOf(1n << 256n)).toThrow('256 bits')
  expect(() => scopesOf(-1n)).toThrow('256 bits')
})
