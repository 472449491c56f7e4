import { expect, test } from 'vitest'
import {
  approveCollection,
  context,
  spender,
  token,
} from '../../../../test/support/review-subjects.ts'
import { approveAll } from './approve-all.ts'

test('a whole collection is said', () => {
  expect(approveAll(approveCollection(true), context())).toEqual([
    { rule: 'approve-all', level: 'caution', facts: { operator: spender, token, symbol: '' } },
  ])
})

test('taking it back is fine', () => {
  expect(approveAll(approveCollection(false), context())).toEqual([])
})
