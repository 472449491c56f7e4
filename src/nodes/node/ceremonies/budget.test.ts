import { expect, test } from 'vitest'
import { Budget } from './budget.ts'

test('so many a minute of each, and again when the minute is over', () => {
  let now = 0
  const budget = new Budget<number>(2, () => now)
  expect([budget.take(1), budget.take(1), budget.take(1)]).toEqual([true, true, false])
  expect(budget.take(2)).toBe(true)
  now = 60_001
  expect(budget.take(1)).toBe(true)
})

test('what is given back can be taken again', () => {
  const budget = new Budget<number>(1)
  budget.take(1)
  budget.giveBack(1)
  expect(budget.take(1)).toBe(true)
  expect(budget.take(1)).toBe(false)
})
