import { expect, test } from 'vitest'
import {
  approveToken,
  context,
  me,
  now,
  spender,
  sendCoins,
  bob,
} from '../../../../test/support/review-subjects.ts'
import { judge } from './judge.ts'

test('the worst comes first, and nothing twice', () => {
  const one = approveToken('1', true)
  const twice = {
    ...one,
    action: { kind: 'batch', contract: spender, actions: [one.action, one.action] } as const,
  }
  const code = new Map([[spender.toLowerCase(), 'none' as const]])
  const found = judge(twice, context({ code, listed: new Map([['shop.example', 'person']]) }))
  expect(found.map(({ rule }) => rule)).toEqual([
    'phishing-host',
    'approval-to-account',
    'unlimited-approval',
  ])
})

test('what is ordinary is not warned of', () => {
  expect(judge(sendCoins(bob), context({ recipients: [bob] }))).toEqual([])
  expect(judge({ kind: 'connect' }, context({ own: [{ address: me, name: '' }], now }))).toEqual([])
})
