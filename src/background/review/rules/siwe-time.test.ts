import { expect, test } from 'vitest'
import { context, signIn } from '../../../../test/support/review-subjects.ts'
import { siweTime } from './siwe-time.ts'

const until = (line: string) =>
  siweTime(
    signIn((text) => `${text}\n${line}`),
    context(),
  )

test('a sign-in that is over, or not yet good, is said', () => {
  const time = '2026-11-21T11:00:00Z'
  expect(until(`Expiration Time: ${time}`)).toEqual([
    { rule: 'siwe-time', level: 'caution', facts: { why: 'expired', time } },
  ])
  expect(until('Not Before: 2026-11-21T13:00:00Z')).toMatchObject([{ facts: { why: 'not-yet' } }])
})

test('one of now is fine', () => {
  expect(until('Expiration Time: 2026-11-21T13:00:00Z')).toEqual([])
  expect(until('Not Before: 2026-11-21T11:00:00Z')).toEqual([])
  expect(siweTime(signIn(), context())).toEqual([])
})
