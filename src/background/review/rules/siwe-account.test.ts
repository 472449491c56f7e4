import { expect, test } from 'vitest'
import { bob, context, me, signIn } from '../../../../test/support/review-subjects.ts'
import { siweAccount } from './siwe-account.ts'

test('a sign-in for another account is said', () => {
  const other = signIn((text) => text.replace(me, bob))
  expect(siweAccount(other, context())).toEqual([
    { rule: 'siwe-account', level: 'caution', facts: { asked: bob, account: me } },
  ])
})

test('one for this account is fine, in either spelling', () => {
  expect(siweAccount(signIn(), context())).toEqual([])
  expect(
    siweAccount(
      signIn((text) => text.replace(me, me.toLowerCase())),
      context(),
    ),
  ).toEqual([])
})
