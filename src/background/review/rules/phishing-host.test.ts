import { expect, test } from 'vitest'
import { context } from '../../../../test/support/review-subjects.ts'
import { phishingHost } from './phishing-host.ts'

const at = (origin: string, blockedHosts: readonly string[] = []) =>
  phishingHost({ kind: 'connect' }, context({ origin, blockedHosts }))

test('a host of the list is a danger, with all below it', () => {
  for (const host of ['phishing.assent.test', 'a.phishing.assent.test']) {
    expect(at(`https://${host}:8443`)).toEqual([
      { rule: 'phishing-host', level: 'danger', facts: { host, by: 'list' } },
    ])
  }
  expect(at('https://nophishing.assent.test')).toEqual([])
})

test('so is one that the person blocked', () => {
  expect(at('https://shop.example', ['Shop.example'])).toMatchObject([{ facts: { by: 'person' } }])
  expect(at('https://shop.example', ['other.example'])).toEqual([])
})
