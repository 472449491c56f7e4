import { expect, test } from 'vitest'
import {
  context,
  message,
  messageBytes,
  token,
  transaction,
  typedData,
} from '../../../../test/support/review-subjects.ts'
import { blindData } from './blind-data.ts'

const call = { kind: 'call', contract: token, selector: '0x12345678', amount: '0' } as const
const unknown = { state: 'unknown', why: 'no simulation' } as const

test('a function that nobody knows is said, louder where nobody knows what comes of it', () => {
  const facts = { why: 'unknown-function', selector: '0x12345678', contract: token }
  expect(blindData(transaction(call), context())).toEqual([
    { rule: 'blind-data', level: 'note', facts },
  ])
  expect(blindData(transaction(call, { simulation: unknown }), context())).toEqual([
    { rule: 'blind-data', level: 'caution', facts },
  ])
})

test('an approval that may be hidden is a danger, and other arguments only odd', () => {
  const approve = { ...call, signature: 'approve(address,uint256)' }
  expect(blindData(transaction(approve), context())).toMatchObject([
    { level: 'danger', facts: { why: 'arguments' } },
  ])
  const vote = { ...call, signature: 'castVote(uint256,uint8)' }
  expect(blindData(transaction(vote), context())).toMatchObject([{ level: 'caution' }])
  expect(blindData(transaction({ ...vote, arguments: [] }), context())).toEqual([])
})

test('however deep it is packed', () => {
  const inner = { kind: 'batch', contract: token, actions: [call] } as const
  const outer = transaction({ kind: 'batch', contract: token, actions: [inner] })
  expect(blindData(outer, context())).toHaveLength(1)
})

test('bytes that are no text are said', () => {
  expect(blindData(messageBytes('0xff00'), context())).toMatchObject([{ facts: { why: 'bytes' } }])
  expect(blindData(message('Hello'), context())).toEqual([])
  expect(blindData(messageBytes('0x'), context())).toEqual([])
})

test('typed data that cannot be read is said', () => {
  const odd = typedData({ message: { text: 'Hello', more: 1 } })
  expect(blindData(odd, context())).toMatchObject([{ facts: { why: 'typed-data' } }])
  expect(blindData(typedData({}), context())).toEqual([])
})
