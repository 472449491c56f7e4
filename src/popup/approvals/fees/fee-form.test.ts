import { expect, test } from 'vitest'
import { sending } from '../../preview/sample-approvals.ts'
import { feeForm, readFeeForm } from './fee-form.ts'

const before = feeForm(sending.fee, 42)

test('shows gwei, and chooses nothing when nothing was changed', () => {
  expect(before).toEqual({ maxFee: '21.5', tip: '1', gasLimit: '65000', nonce: '42' })
  expect(readFeeForm(before, before, 'eip1559')).toEqual({ choices: {}, errors: {} })
})

test('chooses what was changed', () => {
  const form = { maxFee: '30', tip: '2.25', gasLimit: '70000', nonce: '41' }
  expect(readFeeForm(form, before, 'eip1559')).toEqual({
    errors: {},
    choices: {
      fee: {
        speed: 'custom',
        maxFeePerGas: '30000000000',
        maxPriorityFeePerGas: '2250000000',
      },
      gasLimit: '70000',
      nonce: 41,
    },
  })
})

test('says what does not fit', () => {
  const wrong = { maxFee: '1', tip: '2', gasLimit: '1.5', nonce: 'x' }
  expect(Object.keys(readFeeForm(wrong, before, 'eip1559').errors)).toEqual([
    'tip',
    'gasLimit',
    'nonce',
  ])
})

test('a chain without tips has one price', () => {
  const form = { ...before, maxFee: '7', tip: '' }
  expect(readFeeForm(form, before, 'legacy')).toEqual({
    errors: {},
    choices: { fee: { speed: 'custom', maxFeePerGas: '7000000000' } },
  })
})
