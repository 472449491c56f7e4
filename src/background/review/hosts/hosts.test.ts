import { describe, expect, test } from 'vitest'
import { decodePunycode } from './decode-punycode.ts'
import { hostOf } from './host-of.ts'
import { isOneSlip } from './is-one-slip.ts'
import { skeleton } from './skeleton.ts'

describe('a host', () => {
  test.each([
    ['https://App.Uniswap.org', 'app.uniswap.org'],
    ['http://127.0.0.1:8080', '127.0.0.1'],
    ['https://shop.example.', 'shop.example'],
    ['null', ''],
  ])('of %s is %s', (origin, host) => {
    expect(hostOf(origin)).toBe(host)
  })
  test.each(['bücher', 'аррӏе', 'ünïswap', '日本語', 'münchen-ost', 'faß'])(
    'label %s is read as it is written',
    (label) => {
      const coded = new URL(`https://${label}.example`).hostname.split('.')[0] ?? ''
      expect(coded).toMatch(/^xn--/)
      expect(decodePunycode(coded)).toBe(label)
    },
  )
  test.each(['xn--', 'xn--!!!', 'xn--99999999999', 'plain'])('label %s never breaks', (label) => {
    expect(typeof decodePunycode(label)).toBe('string')
  })
})

test.each([
  ['unіswap', 'uniswap'],
  ['rnetamask', 'metamask'],
  ['uniṡwap', 'uniswap'],
  ['OPENSEA', 'opensea'],
  ['1inch', 'linch'],
])('%s looks like %s', (one, other) => {
  expect(skeleton(one)).toBe(skeleton(other))
})

test.each([
  ['uniswap', 'uniswop', true],
  ['uniswap', 'unswap', true],
  ['uniswap', 'uniiswap', true],
  ['uniswap', 'uinswap', true],
  ['uniswap', 'uniswap', false],
  ['uniswap', 'unspwap', false],
  ['uniswap', 'aniswop', false],
])('from %s to %s is one slip: %s', (one, other, is) => {
  expect(isOneSlip(one, other)).toBe(is)
  expect(isOneSlip(other, one)).toBe(is)
})
