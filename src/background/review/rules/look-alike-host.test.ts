import { expect, test } from 'vitest'
import { context } from '../../../../test/support/review-subjects.ts'
import { lookAlikeHost } from './look-alike-host.ts'

const at = (host: string) =>
  lookAlikeHost({ kind: 'connect' }, context({ origin: `https://${host}` }))

test.each([
  'unіswap.org',
  'app.uniswáp.org',
  'un1swap.org',
  'rnetamask.io',
  'metamask.io.evil.example',
  'app.opensea.io.evil.example',
  'opensеa.com',
])('%s looks like another', (host) => {
  expect(at(host)).toMatchObject([{ rule: 'look-alike-host', level: 'danger' }])
})

test.each(['uniswop.com', 'uniswapp.io', 'uniswap-claim.com'])('%s is near another', (host) => {
  expect(at(host)).toMatchObject([{ level: 'caution', facts: { host, like: 'uniswap.org' } }])
})

test.each([
  'app.uniswap.org',
  'uniswap.org',
  'safe.example',
  'match.com',
  'some-foundation.org',
  'shop.example',
  'bücher.example',
  'localhost',
  '127.0.0.1:8080',
  '[::1]:8080',
])('%s looks like itself', (host) => {
  expect(at(host)).toEqual([])
})

test('so may the page around a frame', () => {
  const framed = (topOrigin: string) => lookAlikeHost({ kind: 'connect' }, context({ topOrigin }))
  expect(framed('https://un1swap.org')).toMatchObject([{ facts: { host: 'un1swap.org' } }])
  expect(framed('https://news.example')).toEqual([])
})
