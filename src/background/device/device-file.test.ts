import { beforeEach, expect, test } from 'vitest'
import { Accounts } from '../accounts/accounts.ts'
import { BlockedSites } from '../blocking/blocked-sites.ts'
import { Contacts } from '../contacts/contacts.ts'
import { memoryArea } from '../state/area.ts'
import { DeviceFile } from './device-file.ts'

const address = `0x${'a'.repeat(40)}`
const friend = `0x${'b'.repeat(40)}`
const network = { chainId: '0x64', name: 'Mine', symbol: 'M', rpcUrl: 'https://rpc.example' }

let saved: unknown[]

const device = async () => {
  const local = memoryArea()
  const accounts = await Accounts.open({ local }, { id: 'one', onChange: () => undefined })
  const contacts = await Contacts.open({ local })
  const blockedSites = await BlockedSites.open({ local })
  const key = { publicKey: `0x04${'a'.repeat(128)}`, ethAddress: address } as const
  await accounts.adopt([{ ...key, control: 'own', mayUse: 'anything' }] as never, 'one')
  const chains = {
    all: () => [
      {
        chainId: network.chainId,
        name: network.name,
        currency: { name: 'M', symbol: network.symbol, decimals: 18 },
        rpcUrls: [network.rpcUrl],
        testnet: false,
        custom: true,
        devnet: false,
      },
    ],
    save: async (chain: unknown) => Promise.resolve(saved.push(chain)),
  }
  const file = new DeviceFile({ accounts, contacts, chains, blockedSites })
  return { accounts, contacts, blockedSites, file }
}

beforeEach(() => {
  saved = []
})

test('what was named on one device is there on another', async () => {
  const one = await device()
  await one.accounts.rename(address, 'Savings')
  await one.contacts.save(friend.toUpperCase().replace('0X', '0x'), 'Friend')
  await one.blockedSites.add('evil.example')
  const text = one.file.write()
  const other = await device()
  await other.file.read(text)
  expect(other.accounts.all()).toMatchObject([{ name: 'Savings' }])
  expect(other.contacts.find(friend)).toMatchObject({ name: 'Friend' })
  expect(saved).toEqual([network])
  expect(other.blockedSites.all()).toEqual(['evil.example'])
})

test('a file of before there were blocked sites is taken', async () => {
  const { blockedSites, contacts, file } = await device()
  const known = { accounts: [], contacts: [{ address: friend, name: 'Friend' }], networks: [] }
  await file.read(JSON.stringify({ kind: 'assent-device', version: 1, ...known }))
  expect(contacts.find(friend)).toMatchObject({ name: 'Friend' })
  expect(blockedSites.all()).toEqual([])
})

test.each([
  ['no JSON', 'hello'],
  ['another file', '{"kind":"other"}'],
  ['a later version', JSON.stringify({ kind: 'assent-device', version: 2 })],
  [
    'more than was exported',
    JSON.stringify({
      kind: 'assent-device',
      version: 1,
      accounts: [],
      contacts: [{ address: friend, name: 'x', key: 1 }],
      networks: [],
    }),
  ],
])('takes nothing from %s', async (_, text) => {
  const { file, contacts } = await device()
  await expect(file.read(text)).rejects.toMatchObject({ code: 'bad-input' })
  expect(contacts.all()).toEqual([])
})

test('a contact is one account’s, whatever its case, until it is removed', async () => {
  const { contacts } = await device()
  await contacts.save(friend, 'One')
  await contacts.save(friend.toUpperCase().replace('0X', '0x'), 'Two')
  expect(contacts.all().map(({ name }) => name)).toEqual(['Two'])
  await expect(contacts.save('0x12', 'x')).rejects.toMatchObject({ code: 'bad-input' })
  await contacts.remove(friend)
  expect(contacts.all()).toEqual([])
})
