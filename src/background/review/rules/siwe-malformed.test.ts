import { expect, test } from 'vitest'
import { context, message, signIn } from '../../../../test/support/review-subjects.ts'
import { siweMalformed } from './siwe-malformed.ts'

const odd = signIn((text) => text.replace('Version: 1', 'Version: 2'))

test('what only looks like a sign-in is said, louder where it names another site', () => {
  expect(siweMalformed(odd, context())).toEqual([
    { rule: 'siwe-malformed', level: 'caution', facts: { what: 'Version is not 1' } },
  ])
  expect(siweMalformed(odd, context({ origin: 'https://evil.example' }))).toMatchObject([
    { level: 'danger' },
  ])
})

test('hidden characters do not hide a sign-in', () => {
  const hidden = signIn((text) => text.replace('wants', 'wa\u200bnts').replace('me', 'm\u202ee'))
  const what = 'it has characters that cannot be seen'
  expect(siweMalformed(hidden, context())).toMatchObject([{ level: 'caution', facts: { what } }])
  expect(siweMalformed(hidden, context({ origin: 'https://evil.example' }))).toMatchObject([
    { level: 'danger' },
  ])
})

test('a sign-in is one, and a text is none', () => {
  expect(siweMalformed(signIn(), context())).toEqual([])
  expect(siweMalformed(message('Hello'), context())).toEqual([])
})
