import { expect, test } from 'vitest'
import { KnownHosts } from './known-hosts.ts'

const lists = {
  blocked: 'evil.example\nphishing.assent.test\nshared.example',
  allowed: 'honest.shared.example',
}

test('knows a host of the list, and all below it', async () => {
  const known = new KnownHosts(async () => Promise.resolve(lists))
  expect(await known.has('phishing.assent.test')).toBe(true)
  expect(await known.has('a.phishing.assent.test')).toBe(true)
  expect(await known.has('nophishing.assent.test')).toBe(false)
})

test('lets those be that the list excepts from a name above them', async () => {
  const known = new KnownHosts(async () => Promise.resolve(lists))
  expect(await known.has('other.shared.example')).toBe(true)
  expect(await known.has('honest.shared.example')).toBe(false)
  expect(await known.has('a.honest.shared.example')).toBe(false)
})

test.each([
  ['cannot be read', async () => Promise.reject(new Error('no file'))],
  ['is none', async () => Promise.resolve({ blocked: 7 })],
] as const)('stops nobody when the list %s, and reads it the next time', async (_, fail) => {
  let fails = true
  const known = new KnownHosts(async () => (fails ? fail() : Promise.resolve(lists)))
  expect(await known.has('evil.example')).toBe(false)
  fails = false
  expect(await known.has('evil.example')).toBe(true)
})
