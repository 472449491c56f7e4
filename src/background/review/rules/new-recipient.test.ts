import { expect, test } from 'vitest'
import {
  approveToken,
  bob,
  context,
  me,
  sendCoins,
  sendToken,
  token,
  transaction,
} from '../../../../test/support/review-subjects.ts'
import { newRecipient } from './new-recipient.ts'

test('who was never sent anything is new', () => {
  for (const subject of [sendCoins(bob), sendToken(bob)]) {
    expect(newRecipient(subject, context())).toEqual([
      { rule: 'new-recipient', level: 'note', facts: { address: bob } },
    ])
  }
})

test('contacts, own accounts and those before are not', () => {
  const lower = bob.toLowerCase()
  for (const known of [
    context({ contacts: [{ address: lower, name: 'Bob' }] }),
    context({ recipients: [lower] }),
  ]) {
    expect(newRecipient(sendCoins(bob), known)).toEqual([])
  }
  expect(newRecipient(sendToken(me), context())).toEqual([])
})

test('neither is a contract that is called, or a spender', () => {
  const call = { kind: 'send-coins', to: token, amount: '5' } as const
  const paid = transaction({ kind: 'batch', contract: token, actions: [call] })
  expect(newRecipient(paid, context())).toEqual([])
  expect(newRecipient(approveToken('5'), context())).toEqual([])
})
