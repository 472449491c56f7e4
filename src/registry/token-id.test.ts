import { expect, test } from 'vitest'
import { tokenIdOf } from './token-id.ts'

/** The key whose secret is one: the generator. */
const generator =
  '0x0479be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8'

test('hashes the uncompressed key with its prefix', () => {
  const expected = 0x393a75c54f3552ba0c8900297d6e99bb8abf8cc013bb0e912d0b176596fe7b88n
  expect(tokenIdOf(generator)).toBe(expected)
})

test('refuses other forms of a key', () => {
  expect(() => tokenIdOf(`0x02${generator.slice(4, 68)}`)).toThrow('uncompressed')
  expect(() => tokenIdOf(`0x06${generator.slice(4)}`)).toThrow('uncompressed')
})
