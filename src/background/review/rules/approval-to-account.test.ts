import { expect, test } from 'vitest'
import {
  approveCollection,
  approveToken,
  context,
  permitAction,
  spender,
  typedData,
} from '../../../../test/support/review-subjects.ts'
import { approvalToAccount } from './approval-to-account.ts'

const isA = (what: 'none' | 'delegated' | 'contract') =>
  context({ code: new Map([[spender.toLowerCase(), what]]) })

test('a spender without code is an account, and so is one with borrowed code', () => {
  for (const subject of [
    approveToken('5'),
    approveCollection(true),
    typedData({}, [permitAction()]),
  ]) {
    expect(approvalToAccount(subject, isA('none'))).toEqual([
      { rule: 'approval-to-account', level: 'caution', facts: { spender } },
    ])
    expect(approvalToAccount(subject, isA('delegated'))).toHaveLength(1)
  }
})

test('a contract is none; neither is one that nothing is known of', () => {
  expect(approvalToAccount(approveToken('5'), isA('contract'))).toEqual([])
  expect(approvalToAccount(approveToken('5'), context())).toEqual([])
})

test('taking an approval back is always fine', () => {
  expect(approvalToAccount(approveToken('0'), isA('none'))).toEqual([])
  expect(approvalToAccount(approveCollection(false), isA('none'))).toEqual([])
})
