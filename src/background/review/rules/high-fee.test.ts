import { expect, test } from 'vitest'
import { bob, context, transaction } from '../../../../test/support/review-subjects.ts'
import { highFee } from './high-fee.ts'

const GWEI = 1_000_000_000n

const paying = (price: bigint, fast = 2n * GWEI, speed: 'custom' | 'fast' = 'custom') =>
  transaction(
    { kind: 'send-coins', to: bob, amount: '1' },
    {
      fee: { speed, maxFeePerGas: String(price) },
      fees: { kind: 'legacy', choices: [{ speed: 'fast', maxFeePerGas: String(fast) }] },
    },
  )

test('many times what is usual is said', () => {
  expect(highFee(paying(20n * GWEI), context())).toEqual([
    {
      rule: 'high-fee',
      level: 'caution',
      facts: { price: '20000000000', usual: '2000000000', times: '10' },
    },
  ])
})

test('a fortune is a danger, and many times nothing is none', () => {
  expect(highFee(paying(5000n * GWEI), context())).toMatchObject([{ level: 'danger' }])
  expect(highFee(paying(20n * GWEI, 1n), context())).toMatchObject([{ level: 'caution' }])
})

test('a bit more is fine, and so is what we chose ourselves', () => {
  expect(highFee(paying(6n * GWEI), context())).toEqual([])
  expect(highFee(paying(20n * GWEI, 1n, 'fast'), context())).toEqual([])
})
