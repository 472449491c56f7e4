import { expect, test } from 'vitest'
import { parseUnits } from './parse-units.ts'

test.each([
  ['1', 6, '1000000'],
  ['0.5', 6, '500000'],
  ['.5', 1, '5'],
  ['1,25', 2, '125'],
  [' 1 000 ', 0, '1000'],
  ['1.500', 1, '15'],
  ['0', 18, '0'],
])('%s with %i places', (text, decimals, amount) => {
  expect(parseUnits(text, decimals)).toBe(amount)
})

test.each(['', '.', '-1', '1e3', '0x10', '1.2.3', 'one', '1.55'])('%s is no amount', (text) => {
  expect(parseUnits(text, 1)).toBeUndefined()
})
