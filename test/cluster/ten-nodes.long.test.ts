import { createWalletClient, hashMessage, http, parseEther, recoverAddress } from 'viem'
import { foundry } from 'viem/chains'
import { beforeAll, expect, test } from 'vitest'
import { toHex } from '../../src/payloads/encoding/hex.ts'
import { createSigner } from '../../src/quorum/accounts/signer.ts'
import { toViemAccount } from '../../src/quorum/accounts/to-viem-account.ts'
import { QuorumError } from '../../src/quorum/errors.ts'
import { sign } from '../../src/quorum/signing/sign.ts'
import { anotherDevice, newPerson, type Person } from './support/person.ts'
import { useCluster } from './support/use-cluster.ts'
import { waitUntil } from './support/wait-until.ts'

// Seven of ten sign.

const cluster = useCluster({
  nodes: 10,
  relay: true,
  node: (party) => (party > 7 ? { faults: {} } : {}),
})
let person: Person

beforeAll(async () => {
  person = await newPerson(cluster())
})

type Device = Pick<Person, 'session' | 'observer' | 'liars'>

const expectSigns = async (device: Device, text: string): Promise<readonly number[]> => {
  const bytes = toHex(new TextEncoder().encode(text))
  const said = await sign(
    device.session,
    person.key,
    { kind: 'personal-message', bytes },
    { within: 30_000 },
  )
  const address = await recoverAddress({ hash: hashMessage(text), signature: said })
  expect(address).toBe(person.key.ethAddress)
  device.observer.expectOneEach()
  return said.signers
}

test('a transaction is mined', async () => {
  const { chain } = cluster()
  await chain.fund(person.key.ethAddress, parseEther('2'))
  const account = toViemAccount(createSigner(person.session, person.key, { within: 30_000 }))
  const wallet = createWalletClient({ account, chain: foundry, transport: http(chain.url) })
  const hash = await wallet.sendTransaction({ to: chain.account.address, value: 1n })
  const receipt = await chain.client.waitForTransactionReceipt({ hash })
  expect(receipt.status).toBe('success')
})

test('three liars of different kinds are each found, and nobody else', async () => {
  const lies = ['wrong-u', 'other-binding', 'unsigned'] as const
  for (const [place, share] of lies.entries())
    cluster()
      .node(8 + place)
      .misbehave({ share })
  const found = new Set<number>()
  await waitUntil(
    'all three are named',
    async () => {
      const device = await anotherDevice(cluster(), person.account)
      expect(await expectSigns(device, `past ${found.size} liars`)).toHaveLength(7)
      for (const node of device.liars()) found.add(node)
      return [8, 9, 10].every((node) => found.has(node))
    },
    { patience: 300_000 },
  )
  expect([...found].toSorted((a, b) => a - b)).toEqual([8, 9, 10])
  for (const party of [8, 9, 10]) cluster().node(party).misbehave({})
})

test('three dead are not missed, and four are', async () => {
  const dying = [8, 9, 10].map((party) => cluster().node(party))
  await Promise.all(dying.map(async (node) => node.kill()))
  expect(await expectSigns(person, 'without three')).toEqual([1, 2, 3, 4, 5, 6, 7])
  await cluster().node(7).kill()
  const device = person
  const shares = device.observer.shares
  const error = await expectSigns(device, 'without four').catch((error: unknown) => error)
  expect(error).toBeInstanceOf(QuorumError)
  expect((error as QuorumError).code).toBe('below-threshold')
  expect(device.observer.shares).toBe(shares)
  for (const party of [7, 8, 9, 10]) cluster().node(party).start()
  await cluster().ready()
  await expectSigns(await anotherDevice(cluster(), person.account), 'with all')
})
