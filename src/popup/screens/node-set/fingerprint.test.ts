import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { fingerprint } from './fingerprint.ts'

test('is the beginning of the hash of the key', () => {
  const key = 'ab'.repeat(96)
  const hash = createHash('sha256').update(key, 'hex').digest('hex')
  expect(fingerprint(`0x${key}`).join('')).toBe(hash.slice(0, 32))
  expect(fingerprint(`0x${'ab'.repeat(95)}ac`)).not.toEqual(fingerprint(`0x${key}`))
})

test('there is none of no key', () => {
  expect(fingerprint('')).toEqual([])
  expect(fingerprint('0xzz')).toEqual([])
})
