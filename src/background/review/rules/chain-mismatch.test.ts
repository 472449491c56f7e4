import { expect, test } from 'vitest'
import {
  context,
  permitAction,
  sendCoins,
  bob,
  signIn,
  typedData,
} from '../../../../test/support/review-subjects.ts'
import { chainMismatch } from './chain-mismatch.ts'

test('typed data for another chain is said', () => {
  const domain = { name: 'Shop', chainId: 137 }
  expect(chainMismatch(typedData({ domain }), context())).toEqual([
    { rule: 'chain-mismatch', level: 'caution', facts: { asked: '0x89', site: '0x1' } },
  ])
  expect(chainMismatch(typedData({}), context())).toEqual([])
})

test('a permit for every chain is said; other typed data may be for every chain', () => {
  const domain = { name: 'Shop' }
  expect(chainMismatch(typedData({ domain }, [permitAction()]), context())).toMatchObject([
    { facts: { asked: '' } },
  ])
  expect(chainMismatch(typedData({ domain }), context())).toEqual([])
})

test('a sign-in for another chain is said', () => {
  const other = signIn((text) => text.replace('Chain ID: 1', 'Chain ID: 10'))
  expect(chainMismatch(other, context())).toMatchObject([{ facts: { asked: '0xa' } }])
  expect(chainMismatch(signIn(), context())).toEqual([])
})

test('a transaction on another chain than the site is on is said', () => {
  expect(chainMismatch(sendCoins(bob), context({ siteChain: '0x89' }))).toHaveLength(1)
  expect(chainMismatch(sendCoins(bob), context())).toEqual([])
  expect(chainMismatch(sendCoins(bob), context({ siteChain: undefined }))).toEqual([])
})
