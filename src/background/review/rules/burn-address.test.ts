import { expect, test } from 'vitest'
import { bob, context, sendCoins, sendToken } from '../../../../test/support/review-subjects.ts'
import { burnAddress } from './burn-address.ts'

test.each([
  '0x0000000000000000000000000000000000000000',
  '0x0000000000000000000000000000000000000001',
  '0x000000000000000000000000000000000000dEaD',
  '0xdead000000000000000000000000000000000000',
])('nobody has the key of %s', (address) => {
  expect(burnAddress(sendCoins(address), context())).toMatchObject([
    { rule: 'burn-address', level: 'caution', facts: { address } },
  ])
  expect(burnAddress(sendToken(address), context())).toHaveLength(1)
})

test('somebody may have that of others', () => {
  expect(burnAddress(sendCoins(bob), context())).toEqual([])
})
