import { base64urlnopad } from '@scure/base'
import { describe, expect, test } from 'vitest'
import type { PageRequest } from '../../src/background/sign-in/page/page-request.ts'
import { sign } from '../../src/quorum/signing/sign.ts'
import { authenticator } from '../support/authenticator.ts'
import { eventually } from '../support/eventually.ts'
import { ended, walletDevice, type WalletDevice, type Worker } from '../support/wallet-device.ts'
import { passkey as registered } from './support/cluster.ts'
import { useCluster } from './support/use-cluster.ts'

// Who a person is to the wallet, with everything real but the browser: nodes, registry, relay and
// identity provider are processes of their own.

const cluster = useCluster({ nodes: 3, relay: true, identityProvider: true, pool: 3 })
const way = 'openid:0'
const page = 'https://wallet.test'
const hello = { kind: 'personal-message', bytes: '0x68656c6c6f' } as const

const deviceOf = (person: string): WalletDevice =>
  walletDevice({ deployment: cluster().deployment, person })

const expectSigns = async ({ sessions, accounts }: Worker, address: string): Promise<void> => {
  const publicKey = accounts.find(address)?.publicKey as `0x${string}`
  expect((await sign(await sessions.current(), { publicKey }, hello)).r).toMatch(/^0x/)
}

const signedIn = async (device: WalletDevice, by = way) => {
  const worker = await device.startWorker()
  await worker.signIns.start(by, 'account')
  return worker
}

const usePasskey = async (
  device: WalletDevice,
  { signIns }: Worker,
  passkey: ReturnType<typeof authenticator>,
  made: boolean,
): Promise<void> => {
  await eventually('a page is open', () => device.tabs.size > 0)
  const [tab, url] = [...device.tabs].at(-1) ?? [0, '']
  const text = new TextDecoder().decode(base64urlnopad.decode(url.split('#')[1] ?? ''))
  const request = JSON.parse(text) as PageRequest
  if (request.kind !== 'passkey') throw new Error('a passkey is asked for')
  const { publicKey, kind, ...used } = passkey.assert({
    challenge: request.challenge as `0x${string}`,
    rpId: request.rpId,
    origin: registered.origins[0] ?? '',
  })
  const answer = { kind, id: request.id, ...used, ...(made && { publicKey }) }
  await signIns.pageAnswer(tab, page, { channel: 'assent/sign-in', to: 'bridge', answer })
}

describe('a person', () => {
  const passkey = authenticator('ES256', '0x0102')
  let address: string

  test('signs in, and finds the same account on another device', async () => {
    const first = await signedIn(deviceOf('alice'))
    const made = await ended(first)
    expect(made).toMatchObject({ step: 'done', isNew: true })
    address = made.address ?? ''
    await expectSigns(first, address)
    expect(made.lamps.some(({ state }) => state === 'signed')).toBe(true)
    const second = await signedIn(deviceOf('alice'))
    expect(await ended(second)).toMatchObject({ address, isNew: false })
    await expectSigns(second, address)
  })

  test('locks, and opens the wallet again only as themselves', async () => {
    const device = deviceOf('alice')
    const worker = await signedIn(device)
    await ended(worker)
    const { id } = await worker.sessions.current()
    await worker.sessions.lock()
    device.at.person = 'bob'
    await worker.signIns.start(way, 'unlock')
    expect(await ended(worker)).toMatchObject({ problem: { code: 'other-identity' } })
    device.at.person = 'alice'
    await worker.signIns.retry()
    expect(await ended(worker)).toMatchObject({ step: 'done' })
    await expectSigns(worker, address)
    const listed = await worker.sessions.list()
    expect(listed.find((one) => one.id === id)).toMatchObject({ ended: true, current: false })
  })

  test('adds a passkey, and goes on with it when the first login is gone', async () => {
    const device = deviceOf('alice')
    const worker = await signedIn(device)
    await ended(worker)
    await worker.controls.add(address, 'passkey')
    await usePasskey(device, worker, passkey, true)
    expect(await ended(worker)).toMatchObject({ step: 'done', purpose: 'manage' })
    const { entries, ownedBy } = await worker.controls.read(address)
    expect(ownedBy).toBe('itself')
    expect(entries.map(({ kind }) => kind)).toEqual(['openId', 'passkey'])
    expect(worker.accounts.find(address)).toMatchObject({ control: 'own' })
    const [login] = entries

    const other = deviceOf('nobody')
    const restored = await signedIn(other, 'passkey')
    await usePasskey(other, restored, passkey, false)
    expect(await ended(restored)).toMatchObject({ step: 'done', address, isNew: false })
    await restored.controls.remove(address, login ?? { authMethodType: '0', id: '0x' })
    await usePasskey(other, restored, passkey, false)
    expect(await ended(restored)).toMatchObject({ step: 'done' })
    expect((await restored.controls.read(address)).entries.map(({ kind }) => kind)).toEqual([
      'passkey',
    ])
    await expectSigns(restored, address)
    const { entries: left } = await restored.controls.read(address)
    const last = restored.controls.remove(address, left[0] ?? { authMethodType: '0', id: '0x' })
    await expect(last).rejects.toMatchObject({ code: 'refused' })
  })
})

test('a wallet finds its accounts again when it comes back to their node set', async () => {
  const device = deviceOf('carol')
  const worker = await signedIn(device)
  const { address = '' } = await ended(worker)
  const { deployment } = cluster()
  const networkKey: `0x${string}` = `0x8a${'5c'.repeat(95)}`
  const elsewhere = JSON.stringify({ ...deployment, name: 'Elsewhere', networkKey })
  await worker.nodeSets.switchTo(elsewhere, networkKey)
  expect(worker.sessions.state).toBe('none')
  expect(worker.accounts.all()).toEqual([])
  expect(device.keys.size).toBe(0)
  await worker.signIns.start(way, 'account')
  expect(await ended(worker)).toMatchObject({ problem: { code: 'replaced' } })
  await worker.nodeSets.switchTo(JSON.stringify(deployment), deployment.networkKey ?? '')
  expect(worker.sessions.state).toBe('locked')
  await worker.signIns.start(way, 'unlock')
  expect(await ended(worker)).toMatchObject({ step: 'done' })
  expect(worker.accounts.all()).toMatchObject([{ address, name: 'Account 1' }])
  await expectSigns(worker, address)
})
