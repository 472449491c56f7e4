import { describe, expect, test } from 'vitest'
import { askerOf } from './remote-address.ts'

describe('without proxies', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['not an address', 'unknown'],
    [undefined, 'unknown'],
  ])('%s asks as %s', (socket, asker) => {
    expect(askerOf(socket, undefined, 0)).toBe(asker)
  })

  test('what the header says is nobody’s word', () => {
    expect(askerOf('192.0.2.7', '198.51.100.1', 0)).toBe('192.0.2.7')
  })
})

describe('behind proxies', () => {
  const forwarded = '203.0.113.9, 198.51.100.1'
  test.each([
    [1, '198.51.100.1'],
    [2, '203.0.113.9'],
    [8, '203.0.113.9'],
  ])('%i of ours saw %s', (trusted, asker) => {
    expect(askerOf('10.0.0.1', forwarded, trusted)).toBe(asker)
  })

  test('without the header it is whoever is connected', () => {
    expect(askerOf('10.0.0.1', undefined, 1)).toBe('10.0.0.1')
  })
})
