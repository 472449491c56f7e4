import { expect, test } from 'vitest'
import { memoryArea } from '../state/area.ts'
import { BlockedSites } from './blocked-sites.ts'

const open = async (local = memoryArea()) => BlockedSites.open({ local })

test.each([
  'evil.example',
  ' Evil.Example. ',
  'https://evil.example:8443',
  'https://evil.example/claim?now#here',
  'evil.example/claim',
])('%s blocks its host, and all below it', async (site) => {
  const local = memoryArea()
  await (await open(local)).add(site)
  const blocked = await open(local)
  expect(blocked.all()).toEqual(['evil.example'])
  expect(blocked.has('https://evil.example')).toBe(true)
  expect(blocked.has('http://a.b.evil.example:81')).toBe(true)
  expect(blocked.has(undefined, 'https://evil.example')).toBe(true)
  expect(blocked.has('https://notevil.example', 'https://example')).toBe(false)
})

test.each(['', 'not a host', 'javascript:alert(1)', 'https://', '*.example'])(
  '“%s” is no site',
  async (site) => {
    const blocked = await open()
    await expect(blocked.add(site)).rejects.toMatchObject({ code: 'bad-input' })
    expect(blocked.all()).toEqual([])
  },
)

test('a name or an address alone blocks itself, and nothing above it', async () => {
  const blocked = await open()
  for (const site of ['http://localhost:5173', '127.0.0.1', '[::1]:80', 'com']) {
    await blocked.add(site)
  }
  expect(blocked.all()).toEqual(['127.0.0.1', '[::1]', 'com', 'localhost'])
  expect(blocked.has('http://[::1]')).toBe(true)
  expect(blocked.has('http://1.127.0.0.1')).toBe(false)
  expect(blocked.has('https://shop.com')).toBe(false)
})

test('a site is lifted, and there are a thousand at most', async () => {
  const blocked = await open()
  for (let at = 0; at < 1000; at += 1) await blocked.add(`${at}.example`)
  await blocked.add('7.example')
  await expect(blocked.add('one-more.example')).rejects.toMatchObject({ code: 'bad-input' })
  await blocked.remove('7.example')
  await blocked.add('one-more.example')
  expect(blocked.has('https://7.example')).toBe(false)
})
