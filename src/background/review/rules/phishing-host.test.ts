import { expect, test } from 'vitest'
import { context } from '../../../../test/support/review-subjects.ts'
import { phishingHost } from './phishing-host.ts'

test.each(['wallet', 'person'] as const)('a host on the list of the %s is a danger', (listedBy) => {
  const origin = 'https://shop.example:8443'
  expect(phishingHost({ kind: 'connect' }, context({ origin, listedBy }))).toEqual([
    { rule: 'phishing-host', level: 'danger', facts: { host: 'shop.example', by: listedBy } },
  ])
  expect(phishingHost({ kind: 'connect' }, context({ origin }))).toEqual([])
})
