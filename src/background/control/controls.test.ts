import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/support/eventually.ts'
import { identityStage, type IdentityStage } from '../../../test/support/identity-stage.ts'
import { ended, walletDevice, type WalletDevice } from '../../../test/support/wallet-device.ts'

let stage: IdentityStage

beforeAll(async () => {
  stage = await identityStage()
})
afterAll(async () => stage.close())

const deviceOf = (person: string): WalletDevice => {
  const { deployment } = stage
  return walletDevice({ deployment, person, fetch: async (...given) => stage.fetch(...given) })
}

const way = 'openid:0'

test('a second login is added, reaches the account elsewhere, and stays when the first goes', async () => {
  const device = deviceOf('alice')
  const worker = await device.startWorker()
  const { signIns, controls, accounts, settings } = worker
  await signIns.start(way, 'account')
  const { address = '' } = await ended(worker)
  const own = (await controls.read(address)).entries[0]
  expect(own).toMatchObject({ label: 'alice@devnet.example', isMine: true, scopes: ['anything'] })
  await expect(controls.remove(address, own ?? { authMethodType: '1', id: '0x' })).rejects.toThrow(
    'the last way',
  )

  // The provider's page is shown twice: to whose login is added, and to whose account it is.
  device.at.next = ['bob', 'alice']
  await controls.add(address, way)
  expect(await ended(worker)).toMatchObject({ step: 'done', purpose: 'manage' })
  const view = await controls.read(address)
  expect(view.ownedBy).toBe('itself')
  expect(view.entries.map(({ label, isMine }) => [label, isMine])).toEqual([
    ['alice@devnet.example', true],
    ['bob@devnet.example', true],
  ])
  expect(settings.backupDone).toBe(true)
  // Both are one person here.
  expect(accounts.find(address)).toMatchObject({ control: 'own' })

  const bobs = await deviceOf('bob').startWorker()
  await bobs.signIns.start(way, 'account')
  expect(await ended(bobs)).toMatchObject({ address, isNew: false })
  expect(bobs.settings.backupDone).toBe(true)

  await bobs.controls.remove(address, own ?? { authMethodType: '1', id: '0x' })
  expect(await ended(bobs)).toMatchObject({ step: 'done' })
  expect((await bobs.controls.read(address)).entries).toHaveLength(1)

  const late = await deviceOf('alice').startWorker()
  await late.signIns.start(way, 'account')
  expect((await ended(late)).address).not.toBe(address)
})

test('a change is sent once more, and made once, when the worker was stopped while it was sent', async () => {
  const device = deviceOf('carol')
  const worker = await device.startWorker()
  await worker.signIns.start(way, 'account')
  const { address = '' } = await ended(worker)
  device.at.next = ['bob', 'carol']
  stage.hold = /eth_sendRawTransaction/
  await worker.controls.add(address, way)
  await eventually('it is being sent', () => worker.signIns.view()?.step === 'making')
  const pages = device.asked.length
  await eventually('it is signed', () => device.hasKept('transaction'))
  stage.hold = undefined
  const restarted = await device.startWorker()
  expect(await ended(restarted)).toMatchObject({ step: 'done', purpose: 'manage' })
  expect((await restarted.controls.read(address)).entries).toHaveLength(2)
  // Nobody was asked again: what was signed is what was sent.
  expect(device.asked.length).toBe(pages)
})
