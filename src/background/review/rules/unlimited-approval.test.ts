import { expect, test } from 'vitest'
import {
  approveToken,
  context,
  permitAction,
  spender,
  token,
  typedData,
} from '../../../../test/support/review-subjects.ts'
import { unlimitedApproval } from './unlimited-approval.ts'

test('all there will ever be is said', () => {
  expect(unlimitedApproval(approveToken('1', true), context())).toEqual([
    {
      rule: 'unlimited-approval',
      level: 'caution',
      facts: { spender, token, symbol: 'TST' },
    },
  ])
})

test('in a permit too', () => {
  const unlimited = { ...permitAction(), allowance: { amount: '1', unlimited: true } }
  expect(unlimitedApproval(typedData({}, [unlimited as never]), context())).toHaveLength(1)
})

test('an amount is fine', () => {
  expect(unlimitedApproval(approveToken('500'), context())).toEqual([])
})
