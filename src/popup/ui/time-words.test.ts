import { expect, test } from 'vitest'
import { relativeTime } from './time-words.ts'

const now = 1_800_000_000_000

test('times are told by the largest unit that fits', () => {
  expect(relativeTime(now - 5000, now)).toBe('just now')
  expect(relativeTime(now + 5000, now)).toBe('in less than a minute')
  expect(relativeTime(now - 119_000, now)).toBe('1 minute ago')
  expect(relativeTime(now + 7_200_000, now)).toBe('in 2 hours')
  expect(relativeTime(now - 86_400_000, now)).toBe('yesterday')
})
