import { expect, test } from 'vitest'
import { context } from '../../../../test/support/review-subjects.ts'
import { phishingHost } from './phishing-host.ts'

const thief = 'https://thief.example:8443'
const honest = 'https://shop.example'

test.each(['wallet', 'person'] as const)('a host on the list of the %s is a danger', (by) => {
  const listed = new Map([['thief.example', by]])
  const danger = { rule: 'phishing-host', level: 'danger', facts: { host: 'thief.example', by } }
  const warnings = (origin: string, topOrigin?: string) =>
    phishingHost({ kind: 'connect' }, context({ origin, topOrigin, listed }))
  expect(warnings(thief)).toEqual([danger])
  expect(warnings(honest)).toEqual([])
  expect(warnings(honest, thief)).toEqual([danger])
  expect(warnings(honest, 'https://news.example')).toEqual([])
})
