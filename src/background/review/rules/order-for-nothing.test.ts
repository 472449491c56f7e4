import { expect, test } from 'vitest'
import { bob, context, me, token, typedData } from '../../../../test/support/review-subjects.ts'
import { orderForNothing } from './order-for-nothing.ts'

const types = {
  Item: 'uint8 itemType, address token, uint256 startAmount, uint256 endAmount',
  Paid: 'uint8 itemType, address token, uint256 startAmount, uint256 endAmount, address recipient',
  OrderComponents: 'address offerer, Item[] offer, Paid[] consideration',
  BulkOrder: 'OrderComponents[2] tree',
}
const item = { itemType: 2, token, startAmount: '1', endAmount: '1' }
const order = (recipient: string, amount = '5') => ({
  offerer: me,
  offer: [item],
  consideration: [{ ...item, startAmount: amount, endAmount: amount, recipient }],
})
const sign = (message: unknown, primaryType = 'OrderComponents', name = 'Seaport') =>
  orderForNothing(
    typedData({ types, primaryType, message, domain: { name, chainId: 1 } }),
    context(),
  )

test('an order that pays others, or nothing, is a danger', () => {
  const warning = { rule: 'order-for-nothing', level: 'danger', facts: { offered: 'one token' } }
  expect(sign(order(bob))).toEqual([warning])
  expect(sign(order(me, '0'))).toEqual([warning])
  expect(sign({ ...order(me), consideration: [] })).toEqual([warning])
})

test('in a tree of orders too', () => {
  expect(sign({ tree: [order(me), order(bob)] }, 'BulkOrder')).toHaveLength(1)
  expect(sign({ tree: [order(me), order(me)] }, 'BulkOrder')).toEqual([])
})

test('one that pays the person is fine, and so is what is no order', () => {
  expect(sign(order(me))).toEqual([])
  expect(sign(order(bob), 'OrderComponents', 'Shop')).toEqual([])
})
