import { expect, test } from 'vitest'
import type { Warning } from '../../../messages/popup/action.ts'
import { callsWarnings } from './calls-warnings.ts'

const warning = (spender: string, level: Warning['level'] = 'danger'): Warning => ({
  rule: 'unlimited-approval',
  level,
  facts: { spender },
})

test('a warning names the calls that it is about, as badly as the worst of them says it', () => {
  expect(
    callsWarnings([[], [warning('a'), warning('b', 'note')], [warning('b', 'caution')]]),
  ).toEqual([
    { ...warning('a'), calls: { at: [2], of: 3 } },
    { ...warning('b', 'caution'), calls: { at: [2, 3], of: 3 } },
  ])
})

test('what holds for all of them names none', () => {
  expect(callsWarnings([[warning('a')], [warning('a')]])).toEqual([warning('a')])
  expect(callsWarnings([[warning('a')]])).toEqual([warning('a')])
  expect(callsWarnings([[], []])).toEqual([])
})
