import { expect, test } from 'vitest'
import { admit } from './admit.ts'
import type { Approval } from './approval.ts'

const asked = (bundle: string, origin = 'https://dapp.test', kind = 'calls'): Approval => ({
  id: `${origin}/${bundle}/${kind}`,
  kind,
  by: { page: 'page', request: bundle, origin, title: '' },
  askedAt: 0,
  body: { bundle },
  hash: '',
  revision: 1,
  state: 'waiting',
  needsSignIn: false,
})

const waiting = { open: [asked('0x12')], ended: [] }

test('a batch that waits keeps its id from another of the same site', () => {
  expect(() => admit(waiting, asked('0x12'), true)).toThrow(
    expect.objectContaining({ name: 'RpcError', code: 5720 }) as Error,
  )
})

test.each<[string, Approval]>([
  ['another id', asked('0x13')],
  ['another site', asked('0x12', 'https://other.test')],
  ['something else', asked('0x12', undefined, 'message')],
])('%s is admitted', (_, approval) => {
  expect(admit(waiting, approval, true).open).toHaveLength(2)
})
