import { beforeEach, expect, test } from 'vitest'
import { memoryArea } from '../state/area.ts'
import { Sites } from './sites.ts'

let local = memoryArea()
let session = memoryArea()
const open = async () => Sites.open({ local, session, now: () => 7 }, () => '0xa')
const dapp = 'https://dapp.test'
const given = { title: 'A dapp', accounts: ['0x1'], chainId: '0x1' }

beforeEach(() => {
  local = memoryArea()
  session = memoryArea()
})

test('a site keeps its accounts and its chain, and no other site has them', async () => {
  const sites = await open()
  await sites.connect(dapp, { ...given, icon: 'data:,' })
  const again = await open()
  expect(again.get(dapp)).toEqual({ origin: dapp, ...given, icon: 'data:,', connectedAt: 7 })
  expect(again.accountsOf('https://other.test')).toEqual([])
  expect(again.accountsOf('http://dapp.test')).toEqual([])
  expect(again.chainOf('https://other.test')).toBe('0xa')
})

test('a site is changed, and forgotten', async () => {
  const sites = await open()
  await sites.connect(dapp, given)
  let changes = 0
  sites.onChange(() => {
    changes += 1
  })
  await sites.set(dapp, { chainId: '0x89' })
  await sites.set(dapp, { accounts: ['0x2'], chainId: '0x89' })
  expect(sites.get(dapp)).toMatchObject({ accounts: ['0x2'], chainId: '0x89' })
  expect(changes).toBe(2)
  await sites.disconnect(dapp)
  expect(sites.get(dapp)).toBe(undefined)
  expect(sites.chainOf(dapp)).toBe('0xa')
  await sites.disconnect(dapp)
  expect(changes).toBe(3)
})

test('a site that only chose a chain shares nothing, and is forgotten with the browser', async () => {
  const sites = await open()
  await sites.set(dapp, { chainId: '0x89' })
  expect(sites.chainOf(dapp)).toBe('0x89')
  expect(sites.all()).toEqual([])
  expect((await open()).chainOf(dapp)).toBe('0x89')
  session = memoryArea()
  expect((await open()).chainOf(dapp)).toBe('0xa')
})
