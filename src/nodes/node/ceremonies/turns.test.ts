import { expect, test } from 'vitest'
import { priority, Turns } from './turns.ts'

test('what somebody waits for goes first, and each kind in its order', async () => {
  const turns = new Turns()
  const order: string[] = []
  await new Promise<void>((resolve) => {
    turns.add(priority.key, () => order.push('key'))
    turns.add(priority.pair, () => order.push('pair'))
    turns.add(priority.presignature, () => order.push('first'))
    turns.add(priority.presignature, () => order.push('second'))
    turns.add(priority.key, () => {
      order.push('last')
      resolve()
    })
  })
  expect(order).toEqual(['first', 'second', 'pair', 'key', 'last'])
})

test('between two pieces of work others get their turn', async () => {
  const turns = new Turns()
  const order: string[] = []
  await new Promise<void>((resolve) => {
    turns.add(priority.key, () => {
      order.push('one')
      setImmediate(() => order.push('other'))
    })
    turns.add(priority.key, () => {
      order.push('two')
      setImmediate(resolve)
    })
  })
  expect(order.indexOf('other')).toBeGreaterThan(order.indexOf('one'))
  expect(order).toHaveLength(3)
})
