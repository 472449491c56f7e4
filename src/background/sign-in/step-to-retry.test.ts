import { expect, test } from 'vitest'
import type { SignInState } from './sign-in-state.ts'
import { stepToRetry } from './step-to-retry.ts'

const now = 1_800_000_000_000
const state = (change: Partial<SignInState>): SignInState => ({
  id: 'a',
  nodeSet: 'one',
  way: { id: 'openid:0', kind: 'openId', name: 'Login', testId: 'login' },
  purpose: 'account',
  step: 'failed',
  startedAt: now,
  problem: { code: 'no-network', detail: '' },
  ...change,
})

test.each<[string, Partial<SignInState>, string | undefined]>([
  ['looking', { failedAt: 'looking' }, 'looking'],
  ['making', { failedAt: 'making' }, 'making'],
  ['an old proof', { failedAt: 'certifying' }, 'proving'],
  [
    'a proof that nodes do not take',
    { failedAt: 'certifying', problem: { code: 'bad-proof', detail: '' } },
    'proving',
  ],
  ['a change that was not signed', { failedAt: 'making', purpose: 'manage' }, 'proving'],
  [
    'a change that was signed',
    { failedAt: 'making', purpose: 'manage', transaction: { raw: '0x00', hash: '0x00' } },
    'making',
  ],
  ['nothing that failed', { step: 'done' }, undefined],
])('after %s', (_, change, step) => {
  expect(stepToRetry(state(change), now)).toBe(step)
})
