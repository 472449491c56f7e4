import { expect, test } from 'vitest'
import { HourlyCount } from './hourly-count.ts'

const HOUR = 3_600_000

test('counts different things for an hour, each once, and for each name alone', () => {
  const count = new HourlyCount(2)
  expect(count.take('a', 'one', 0)).toBeUndefined()
  expect(count.take('a', 'one', 1)).toBeUndefined()
  expect(count.take('a', 'two', 2)).toBeUndefined()
  expect(count.take('a', 'three', 10)).toBe(HOUR - 10)
  expect(count.take('a', 'two', 10)).toBeUndefined()
  expect(count.take('b', 'three', 10)).toBeUndefined()
})

test('what is an hour old is forgotten', () => {
  const count = new HourlyCount(1)
  expect(count.take('a', 'one', 0)).toBeUndefined()
  expect(count.take('a', 'two', HOUR - 1)).toBe(1)
  expect(count.take('a', 'two', HOUR)).toBeUndefined()
})
