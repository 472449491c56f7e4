import { expect, test } from 'vitest'
import { bob, context, sendToken, token } from '../../../../test/support/review-subjects.ts'
import { tokenContractRecipient } from './token-contract-recipient.ts'

test('tokens sent to their own contract are lost', () => {
  expect(tokenContractRecipient(sendToken(token.toLowerCase()), context())).toEqual([
    {
      rule: 'token-contract-recipient',
      level: 'danger',
      facts: { address: token, symbol: 'TST' },
    },
  ])
})

test('sent to somebody they are not', () => {
  expect(tokenContractRecipient(sendToken(bob), context())).toEqual([])
})
