import { expect, test } from 'vitest'
import {
  context,
  sendCoins,
  token,
  bob,
  approveToken,
} from '../../../../test/support/review-subjects.ts'
import { dataToAccount } from './data-to-account.ts'

const at = (address: string, what: 'none' | 'delegated' | 'contract') =>
  context({ code: new Map([[address.toLowerCase(), what]]) })

test('a call where there is no contract is said', () => {
  expect(dataToAccount(approveToken('5'), at(token, 'none'))).toEqual([
    { rule: 'data-to-account', level: 'caution', facts: { address: token } },
  ])
})

test('a contract, code that was borrowed, and a plain payment are fine', () => {
  expect(dataToAccount(approveToken('5'), at(token, 'contract'))).toEqual([])
  expect(dataToAccount(approveToken('5'), at(token, 'delegated'))).toEqual([])
  expect(dataToAccount(sendCoins(bob), at(bob, 'none'))).toEqual([])
})
