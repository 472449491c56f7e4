import { expect, test } from 'vitest'
import { Health } from './health.ts'

const healthAt = () => {
  const clock = { now: 0 }
  return { clock, health: new Health(() => clock.now) }
}

test('the faster node is asked first, and who failed lately last', () => {
  const { clock, health } = healthAt()
  health.answered(1, 50)
  health.answered(2, 10)
  expect(health.cost(2)).toBeLessThan(health.cost(1))
  health.failed(2)
  expect(health.cost(2)).toBeGreaterThan(health.cost(1))
  clock.now = 15_001
  expect(health.cost(2)).toBeLessThan(health.cost(1))
})

test('who fails again and again is left alone for longer, until it works', () => {
  const { clock, health } = healthAt()
  health.failed(1)
  clock.now = 5_000
  health.failed(1)
  clock.now = 20_001
  expect(health.cost(1)).toBeGreaterThan(0)
  health.worked(1)
  expect(health.cost(1)).toBe(0)
})

test('and who is looked at again and again in one trouble is not', () => {
  const { clock, health } = healthAt()
  for (clock.now = 0; clock.now < 5_000; clock.now += 250) health.failed(1)
  clock.now = 20_001
  expect(health.cost(1)).toBe(0)
})

test('a liar is one for a while', () => {
  const { clock, health } = healthAt()
  expect(health.isLiar(1)).toBe(false)
  health.lied(1)
  expect(health.isLiar(1)).toBe(true)
  expect(health.isLiar(2)).toBe(false)
  clock.now = 600_001
  expect(health.isLiar(1)).toBe(false)
})
