import { expect, test } from 'vitest'
import { context, message, signIn } from '../../../../test/support/review-subjects.ts'
import { siweDomain } from './siwe-domain.ts'

const at = (origin: string, domain = 'shop.example') =>
  siweDomain(
    signIn((text) => text.replace(/^shop\.example/, domain)),
    context({ origin }),
  )

test.each([
  ['https://shop.example', 'shop.example'],
  ['https://shop.example', 'Shop.Example'],
  ['https://shop.example', 'shop.example:443'],
  ['https://shop.example:8443', 'shop.example:8443'],
  ['http://localhost:3000', 'localhost:3000'],
  ['https://shop.example', 'https://shop.example'],
])('%s may ask for %s', (origin, domain) => {
  expect(at(origin, domain)).toEqual([])
})

test.each([
  ['https://evil.example', 'shop.example'],
  ['https://shop.example.evil.example', 'shop.example'],
  ['https://login.shop.example', 'shop.example'],
  ['https://shop.example:8443', 'shop.example'],
  ['https://shop.example', 'shop.example:8443'],
  ['https://evil.example', 'shop.example@evil.example'],
  ['https://shop.example', 'me@shop.example'],
  ['https://shop.example', 'http://shop.example'],
  ['null', 'shop.example'],
])('%s may not ask for %s', (origin, domain) => {
  expect(at(origin, domain)).toMatchObject([
    { rule: 'siwe-domain', level: 'danger', facts: { domain } },
  ])
})

test('a text that is no sign-in names no site', () => {
  expect(siweDomain(message('Hello'), context())).toEqual([])
})
