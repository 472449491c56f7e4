import { base64urlnopad } from '@scure/base'
import { privateKeyToAccount, generatePrivateKey } from 'viem/accounts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { authenticator } from '../../../test/support/authenticator.ts'
import { eventually } from '../../../test/support/eventually.ts'
import { identityStage, page, type IdentityStage } from '../../../test/support/identity-stage.ts'
import {
  ended,
  walletDevice,
  type WalletDevice,
  type Worker,
} from '../../../test/support/wallet-device.ts'
import type { PageRequest } from './page/page-request.ts'

let stage: IdentityStage

beforeAll(async () => {
  stage = await identityStage()
})
afterAll(async () => stage.close())

const newDevice = (): WalletDevice => {
  const { deployment } = stage
  return walletDevice({ deployment, fetch: async (...given) => stage.fetch(...given) })
}

/** What the page in the newest tab is asked to do. */
const requestIn = async (device: WalletDevice) => {
  await eventually('a page is open', () => device.tabs.size > 0)
  const [tab, url] = [...device.tabs].at(-1) ?? [0, '']
  const [address, hash = ''] = url.split('#')
  expect(address).toBe(`${page}/sign-in`)
  const text = new TextDecoder().decode(base64urlnopad.decode(hash))
  return { tab, request: JSON.parse(text) as PageRequest }
}

/** As the page says it to the bridge. */
const said = (answer: object) => ({ channel: 'assent/sign-in', to: 'bridge', answer })

type Passkey = ReturnType<typeof authenticator>

const usePasskey = async (
  device: WalletDevice,
  { signIns }: Worker,
  passkey: Passkey,
  made: boolean,
) => {
  const { tab, request } = await requestIn(device)
  if (request.kind !== 'passkey') throw new Error('a passkey is asked for')
  expect(signIns.view()?.shortCode).toBe(request.code)
  const challenge = request.challenge as `0x${string}`
  const { publicKey, kind, ...used } = passkey.assert({
    challenge,
    rpId: request.rpId,
    origin: page,
  })
  const told = made ? { publicKey } : {}
  await signIns.pageAnswer(tab, page, said({ kind, id: request.id, ...used, ...told }))
  return request
}

test('a passkey is made, opens the wallet again, and is known after a reinstall', async () => {
  const passkey = authenticator('ES256', '0x0a0b0c')
  const device = newDevice()
  const worker = await device.startWorker()
  await worker.signIns.start('passkey', 'account')
  expect(await usePasskey(device, worker, passkey, true)).toMatchObject({ mayCreate: true })
  const first = await ended(worker)
  expect(first).toMatchObject({ step: 'done', isNew: true })
  expect(device.tabs.size).toBe(0)

  await worker.sessions.lock()
  await worker.signIns.start('passkey', 'unlock')
  const asked = await usePasskey(device, worker, passkey, false)
  expect(asked).toMatchObject({ credentialId: passkey.credentialId, mayCreate: false })
  expect(await ended(worker)).toMatchObject({ step: 'done' })

  // One use is enough where the registry knows whose it is.
  const other = newDevice()
  const again = await other.startWorker()
  await again.signIns.start('passkey', 'account')
  await usePasskey(other, again, passkey, false)
  expect(await ended(again)).toMatchObject({ step: 'done', isNew: false, address: first.address })
})

test('a passkey that nobody knows yet is used twice', async () => {
  const passkey = authenticator('ES256', '0x0d0e0f')
  const device = newDevice()
  const worker = await device.startWorker()
  await worker.signIns.start('passkey', 'account')
  expect(await usePasskey(device, worker, passkey, false)).toMatchObject({ again: false })
  expect(await usePasskey(device, worker, passkey, false)).toMatchObject({ again: true })
  expect(await ended(worker)).toMatchObject({ step: 'done', isNew: true })
})

test('another wallet signs, and only its page in our tab is heard', async () => {
  const account = privateKeyToAccount(generatePrivateKey())
  const device = newDevice()
  const worker = await device.startWorker()
  const { signIns } = worker
  await signIns.start('wallet', 'account')
  const { tab, request } = await requestIn(device)
  if (request.kind !== 'wallet') throw new Error('another wallet is asked for')
  const message = `${request.before}${account.address}${request.after}`
  expect(message).toContain(`shows the code ${signIns.view()?.shortCode}`)
  const signature = await account.signMessage({ message })
  const answer = {
    kind: 'wallet',
    id: request.id,
    address: account.address.toLowerCase(),
    signature,
  }
  await signIns.pageAnswer(tab + 1, page, said(answer))
  await signIns.pageAnswer(tab, 'http://localhost:8601', said(answer))
  await signIns.pageAnswer(tab, page, said({ ...answer, id: 'another' }))
  await signIns.pageAnswer(tab, page, said({ ...answer, more: true }))
  await signIns.pageAnswer(tab, page, answer)
  expect(signIns.view()?.step).toBe('proving')
  // The worker was stopped while the person was on the page.
  const restarted = await device.startWorker()
  await restarted.signIns.pageAnswer(tab, page, said(answer))
  expect(await ended(restarted)).toMatchObject({ step: 'done', isNew: true })
  expect(restarted.sessions.login).toMatchObject({ kind: 'wallet', label: account.address })
})

test('a page that is closed is a sign-in that was given up, and can be tried again', async () => {
  const device = newDevice()
  const worker = await device.startWorker()
  await worker.signIns.start('wallet', 'account')
  const { tab } = await requestIn(device)
  await device.closeTab(tab)
  expect(await ended(worker)).toMatchObject({ step: 'failed', problem: { code: 'cancelled' } })
  await worker.signIns.retry()
  await requestIn(device)
  expect(worker.signIns.view()?.step).toBe('proving')
  await worker.signIns.cancel()
  expect(device.tabs.size).toBe(0)
})
