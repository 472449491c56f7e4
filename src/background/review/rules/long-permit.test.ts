import { expect, test } from 'vitest'
import {
  context,
  me,
  now,
  permitAction,
  spender,
  typedData,
} from '../../../../test/support/review-subjects.ts'
import { longPermit } from './long-permit.ts'

const seconds = now / 1000
const day = 86_400

const permit = (deadline: number | string, until: number) =>
  typedData(
    {
      types: {
        Permit: 'address owner, address spender, uint256 value, uint256 nonce, uint256 deadline',
      },
      primaryType: 'Permit',
      message: { owner: me, spender, value: 1, nonce: 0, deadline },
    },
    [permitAction(until)],
  )

test('a permit that can be handed in for months is said', () => {
  const until = seconds + 100 * day
  expect(longPermit(permit(until, seconds), context())).toEqual([
    { rule: 'long-permit', level: 'caution', facts: { until: String(until), days: '100' } },
  ])
})

test('and one that lasts for months, or for ever', () => {
  expect(longPermit(permit(seconds, seconds + 100 * day), context())).toMatchObject([
    { facts: { days: '100' } },
  ])
  const forEver = permit(String(2n ** 256n - 1n), seconds)
  expect(longPermit(forEver, context())).toMatchObject([{ facts: { until: '', days: '' } }])
})

test('half an hour is fine, and so is what is no permit', () => {
  expect(longPermit(permit(seconds + 1800, seconds + 30 * day), context())).toEqual([])
  expect(longPermit(typedData({}), context())).toEqual([])
})
