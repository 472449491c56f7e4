import { expect, test } from 'vitest'
import { Pace } from './pace.ts'

test('is patient for 400 ms at least, and for four medians where things take longer', () => {
  const pace = new Pace()
  expect(pace.patience).toBe(400)
  for (const ms of [20, 30, 5000]) pace.took(ms)
  expect(pace.patience).toBe(400)
  for (const ms of [300, 310, 320, 330]) pace.took(ms)
  expect(pace.patience).toBe(4 * 310)
})

test('forgets what was long ago', () => {
  const pace = new Pace()
  for (let i = 0; i < 40; i++) pace.took(1000)
  for (let i = 0; i < 32; i++) pace.took(1)
  expect(pace.patience).toBe(400)
})
