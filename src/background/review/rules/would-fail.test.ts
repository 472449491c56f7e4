import { expect, test } from 'vitest'
import { bob, context, sendCoins, works } from '../../../../test/support/review-subjects.ts'
import { wouldFail } from './would-fail.ts'

const unknown = { state: 'unknown', why: 'no simulation' } as const

test('what would fail is said, whoever says it', () => {
  const failing = { ...sendCoins(bob), simulation: { ...works, reverts: 'not today' } as const }
  const warning = { rule: 'would-fail', level: 'caution', facts: { reason: 'not today' } }
  expect(wouldFail(failing, context())).toEqual([warning])
  const unseen = { ...sendCoins(bob), simulation: unknown }
  expect(wouldFail(unseen, context({ reverts: 'not today' }))).toEqual([warning])
})

test('what works, or nobody knows of, is fine', () => {
  expect(wouldFail(sendCoins(bob), context())).toEqual([])
  expect(wouldFail({ ...sendCoins(bob), simulation: unknown }, context())).toEqual([])
})
