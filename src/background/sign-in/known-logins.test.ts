import { expect, test } from 'vitest'
import { memoryArea } from '../state/area.ts'
import { KnownLogins, type SeenLogin } from './known-logins.ts'

const seen = (digit: string): SeenLogin => ({
  authMethodType: '6',
  id: `0x${digit.repeat(64)}`,
  kind: 'google',
  label: `${digit}@example.org`,
  way: 'openid:0',
})
const [a, b, c] = [seen('a'), seen('b'), seen('c')]

const open = async (local = memoryArea()) =>
  KnownLogins.open({ local, random: (length) => crypto.getRandomValues(new Uint8Array(length)) })

const idsOf = (logins: readonly { readonly id: string }[]) => logins.map(({ id }) => id).toSorted()

test('logins are different people’s until one adds the other', async () => {
  const local = memoryArea()
  const known = await open(local)
  for (const login of [a, b, c]) await known.see(login)
  expect(known.alsoMine(a)).toEqual([])
  await known.see(b, a)
  await known.see(c, b)
  const again = await open(local)
  expect(idsOf(again.alsoMine(a))).toEqual([b.id, c.id])
  expect(idsOf(again.alsoMine(c))).toEqual([a.id, b.id])
  await again.part(b)
  expect(idsOf(again.alsoMine(a))).toEqual([c.id])
  expect(again.alsoMine(b)).toEqual([])
})

test('a login has the name that it was last seen with, and a passkey its key', async () => {
  const known = await open()
  const passkey = { credentialId: '0x0102', publicKey: '0x0304' } as const
  await known.see({ ...a, passkey })
  await known.see({ ...a, label: 'new@example.org' })
  expect(known.find(a)).toMatchObject({ label: 'new@example.org', passkey })
  expect(known.passkeyOf('0x0102')).toEqual(passkey)
  expect(known.passkeyOf('0x0103')).toBeUndefined()
})
