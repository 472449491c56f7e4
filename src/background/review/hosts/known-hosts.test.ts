import { expect, test } from 'vitest'
import { KnownHosts } from './known-hosts.ts'

test('knows a host of the list, and all below it', async () => {
  const known = new KnownHosts(async () => Promise.resolve('evil.example\nphishing.assent.test'))
  expect(await known.has('phishing.assent.test')).toBe(true)
  expect(await known.has('a.phishing.assent.test')).toBe(true)
  expect(await known.has('nophishing.assent.test')).toBe(false)
})

test('stops nobody when the list cannot be read, and reads it the next time', async () => {
  let fails = true
  const known = new KnownHosts(async () =>
    fails ? Promise.reject(new Error('no file')) : Promise.resolve('evil.example'),
  )
  expect(await known.has('evil.example')).toBe(false)
  fails = false
  expect(await known.has('evil.example')).toBe(true)
})
