import { expect, test } from 'vitest'
import { moved } from './moved.ts'

test('takes the place of another, up or down', () => {
  expect(moved(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['a', 'd', 'b', 'c'])
  expect(moved(['a', 'b', 'c', 'd'], 'a', 'c')).toEqual(['b', 'c', 'a', 'd'])
})

test('leaves the order when one of the two is not there', () => {
  expect(moved(['a', 'b'], 'a', 'x')).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 'x', 'a')).toEqual(['a', 'b'])
})
