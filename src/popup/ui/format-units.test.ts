import { expect, test } from 'vitest'
import { formatUnits, shortUnits } from './format-units.ts'

test('whole amounts, to the last digit', () => {
  expect(formatUnits('0', 18)).toBe('0')
  expect(formatUnits('1', 18)).toBe('0.000000000000000001')
  expect(formatUnits('1500000000000000000', 18)).toBe('1.5')
  expect(formatUnits('-1500000', 6)).toBe('-1.5')
  expect(formatUnits(42n, 0)).toBe('42')
})

test('short amounts are cut, never rounded up to what is not there', () => {
  expect(shortUnits('1999999999999999999', 18)).toBe('1.9999')
  expect(shortUnits('999999999999999999', 18)).toBe('0.99999')
  expect(shortUnits('1234567890000000000000000', 18)).toBe('1 234 567.89')
  expect(shortUnits('100', 18)).toBe('<0.00001')
  expect(shortUnits('-100', 18)).toBe('-<0.00001')
  expect(shortUnits('0', 18)).toBe('0')
})
