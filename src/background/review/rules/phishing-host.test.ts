import { expect, test } from 'vitest'
import { context } from '../../../../test/support/review-subjects.ts'
import { phishingHost } from './phishing-host.ts'

const at = (origin: string, listed = false) =>
  phishingHost({ kind: 'connect' }, context({ origin, listed }))

test('a host of the list that is built in is a danger, with all below it', () => {
  for (const host of ['phishing.assent.test', 'a.phishing.assent.test']) {
    expect(at(`https://${host}:8443`)).toEqual([
      { rule: 'phishing-host', level: 'danger', facts: { host, by: 'wallet' } },
    ])
  }
  expect(at('https://nophishing.assent.test')).toEqual([])
})

test('so is one of the list that the person has loaded', () => {
  const host = 'shop.example'
  expect(at(`https://${host}`, true)).toEqual([
    { rule: 'phishing-host', level: 'danger', facts: { host, by: 'person' } },
  ])
  expect(at(`https://${host}`)).toEqual([])
})
