import { expect, test } from 'vitest'
import { TokenBuckets } from './token-buckets.ts'

test('lets a burst in, then one after the other, each name for itself', () => {
  const buckets = new TokenBuckets({ perSecond: 2, burst: 3 })
  for (let i = 0; i < 3; i += 1) expect(buckets.take('a', 0)).toBeUndefined()
  expect(buckets.take('a', 0)).toBe(0.5)
  expect(buckets.take('b', 0)).toBeUndefined()
  expect(buckets.take('a', 499)).toBeCloseTo(0.001)
  expect(buckets.take('a', 500)).toBeUndefined()
  expect(buckets.take('a', 500)).toBeDefined()
})

test('holds no more than a burst, however long nobody asks', () => {
  const buckets = new TokenBuckets({ perSecond: 10, burst: 2 })
  buckets.take('a', 0)
  for (let i = 0; i < 2; i += 1) expect(buckets.take('a', 1_000_000)).toBeUndefined()
  expect(buckets.take('a', 1_000_000)).toBeDefined()
})

test('a clock that is set back takes nothing away', () => {
  const buckets = new TokenBuckets({ perSecond: 1, burst: 2 })
  expect(buckets.take('a', 10_000)).toBeUndefined()
  expect(buckets.take('a', 0)).toBeUndefined()
})
