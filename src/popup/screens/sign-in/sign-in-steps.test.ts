import { expect, test } from 'vitest'
import { signIn } from '../../preview/sample-view.ts'
import { signInSteps } from './sign-in-steps.ts'

const told = (change: Partial<typeof signIn>): string =>
  signInSteps({ ...signIn, lamps: [], ...change })
    .map(({ id, state }) => `${id} ${state}`)
    .join(', ')

test('a first sign-in finds an account, or makes one', () => {
  expect(told({ step: 'certifying' })).toBe('proving done, certifying now, looking before')
  expect(told({ step: 'making' })).toBe('proving done, certifying done, looking done, making now')
  expect(told({ step: 'done', isNew: false })).toBe('proving done, certifying done, looking done')
  expect(told({ step: 'done', isNew: true })).toBe(
    'proving done, certifying done, looking done, making done',
  )
})

test('a step that failed is marked, and what follows waits', () => {
  expect(told({ step: 'failed', failedAt: 'certifying' })).toBe(
    'proving done, certifying failed, looking before',
  )
  expect(told({ step: 'failed' })).toBe('proving failed, certifying before, looking before')
})

test('another account takes a sign-in only where there is no session', () => {
  expect(told({ purpose: 'another', step: 'making' })).toBe('making now')
  expect(told({ purpose: 'another', step: 'proving' })).toBe('proving now, making before')
})

test('a change of control ends in the registry', () => {
  expect(told({ purpose: 'add-login', step: 'proving' })).toBe('proving now, certifying before')
  expect(told({ purpose: 'manage', step: 'making' })).toBe(
    'proving done, certifying done, making now',
  )
})
