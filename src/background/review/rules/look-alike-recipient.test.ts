import { expect, test } from 'vitest'
import { bob, context, sendCoins, sendToken } from '../../../../test/support/review-subjects.ts'
import { lookAlikeRecipient } from './look-alike-recipient.ts'

const poison = `${bob.slice(0, 6)}${'0'.repeat(32)}${bob.slice(-4)}`

test('an address that begins and ends like a known one is a danger', () => {
  expect(lookAlikeRecipient(sendToken(poison), context({ recipients: [bob] }))).toEqual([
    {
      rule: 'look-alike-recipient',
      level: 'danger',
      facts: { address: poison, like: bob, name: '' },
    },
  ])
  const contacts = [{ address: bob.toLowerCase(), name: 'Bob' }]
  expect(lookAlikeRecipient(sendCoins(poison), context({ contacts }))).toMatchObject([
    { facts: { name: 'Bob' } },
  ])
})

test('the known one itself is none, nor one that differs where people look', () => {
  expect(lookAlikeRecipient(sendToken(bob), context({ recipients: [bob] }))).toEqual([])
  const other = `0x1${poison.slice(3)}`
  expect(lookAlikeRecipient(sendToken(other), context({ recipients: [bob] }))).toEqual([])
})
