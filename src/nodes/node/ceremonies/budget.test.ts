import { expect, test } from 'vitest'
import { Budget } from './budget.ts'

test('so many a minute of each, and what is given back may be taken again', () => {
  let now = 0
  const budget = new Budget<string>(2, () => now)
  expect([budget.take('a'), budget.take('a'), budget.take('a')]).toEqual([true, true, false])
  expect(budget.take('b')).toBe(true)
  budget.giveBack('a')
  expect([budget.take('a'), budget.take('a')]).toEqual([true, false])
  now = 60_001
  expect(budget.take('a')).toBe(true)
})
