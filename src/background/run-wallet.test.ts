import { expect, test } from 'vitest'
import type { ToPopup } from '../messages/popup/popup-port.ts'
import type { Deployment } from '../protocol/deployment.ts'
import type { Port } from './connection/port.ts'
import type { Parts } from './parts.ts'
import { runWallet } from './run-wallet.ts'
import { memoryArea } from './state/area.ts'

const ownOrigin = 'chrome-extension://abc'
const nobody = `0x${'0'.repeat(40)}` as const

const deployment: Deployment = {
  version: 1,
  name: 'Nowhere',
  chain: { chainId: 31_337, rpcUrls: ['http://127.0.0.1:1'] },
  contracts: { NodeRegistry: nobody, PkpNft: nobody, PkpPermissions: nobody, PkpHelper: nobody },
  epoch: 1,
  threshold: 2,
  nodes: [1, 2, 3].map((party) => ({
    party,
    operator: nobody,
    signer: nobody,
    identityKey: `0x${'1'.repeat(64)}` as const,
    certificate: `0x${'2'.repeat(64)}` as const,
    peerUrl: 'https://127.0.0.1:1',
    walletUrl: 'http://127.0.0.1:1',
  })),
  networkKey: `0x${'a'.repeat(192)}`,
  identityProviders: [],
}

const partsWith = (local: ReturnType<typeof memoryArea>, asked: string[]): Parts => ({
  local,
  session: memoryArea(),
  fetch: async (url) => {
    asked.push(url)
    return Promise.reject(new Error('nothing is there'))
  },
  now: () => 1000,
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  redirectUrl: 'https://abc.chromiumapp.org/',
  showProvider: async () => Promise.resolve(undefined),
  tabs: {
    open: async () => Promise.resolve(1),
    show: async () => Promise.resolve(true),
    close: async () => Promise.resolve(),
    onClosed: () => {},
    originInFront: async () => Promise.resolve(undefined),
  },
  windows: {
    open: async () => Promise.resolve(1),
    isThere: async () => Promise.resolve(true),
    focus: async () => Promise.resolve(true),
    close: async () => Promise.resolve(),
  },
  ownOrigin,
})

/** A page of the extension: what it is told, and what it asks. */
const openPage = () => {
  const told: ToPopup[] = []
  let take: (message: unknown) => void = () => {}
  let isOpen = true
  const port: Port = {
    name: 'assent/popup',
    sender: { url: `${ownOrigin}/src/popup/index.html?surface=tab` },
    postMessage: (message) => told.push(message as ToPopup),
    disconnect: () => {
      isOpen = false
    },
    onMessage: { addListener: (listener) => (take = listener) },
    onDisconnect: { addListener: () => {} },
  }
  const view = () => told.findLast((one) => one.type === 'view')?.view
  let id = 0
  const call = async (name: string, given: unknown) => {
    const asked = ++id
    take({ type: 'call', id: asked, name, arguments: given })
    await expect
      .poll(() => told.some((one) => one.type === 'answer' && one.id === asked))
      .toBe(true)
    return told.find((one) => one.type === 'answer' && one.id === asked)
  }
  return { port, view, call, isOpen: () => isOpen }
}

const run = async (local = memoryArea(), asked: string[] = []) => {
  const { popups } = await runWallet(partsWith(local, asked), {
    deployment,
    development: true,
    sessionStore: memoryArea(),
    listStore: memoryArea(),
    idle: { setAfter: () => {}, onState: () => {} },
  })
  const page = openPage()
  popups.connect(page.port)
  return {
    ...page,
    /** As a page does whose port was closed. */
    comeBack: () => {
      const next = openPage()
      popups.connect(next.port)
      return next
    },
  }
}

test('a new wallet welcomes, and asks nobody anything before it is needed', async () => {
  const asked: string[] = []
  const { view } = await run(memoryArea(), asked)
  expect(view()).toMatchObject({ stage: 'welcome', accounts: [], waiting: 0 })
  expect(asked).toEqual([])
})

test('what cannot be read is shown, and is set aside when the person agrees', async () => {
  const local = memoryArea()
  const broken = { version: 0, value: { autoLockMinutes: 'soon' } }
  await local.set('settings', broken)
  await local.set('contacts', { version: 0, value: [] })
  const { view, call, isOpen, comeBack } = await run(local)
  expect(view()).toMatchObject({
    stage: 'broken',
    broken: { code: 'storage-broken', part: 'settings' },
  })
  expect(await call('sign-in.cancel', {})).toMatchObject({ problem: { code: 'storage-broken' } })
  expect(await local.get('settings')).toEqual(broken)

  expect(await call('storage.reset', {})).toMatchObject({ value: {} })
  expect(await local.get('broken/settings/1000')).toEqual(broken)
  await expect.poll(isOpen).toBe(false)
  expect(comeBack().view()).toMatchObject({ stage: 'welcome' })
  expect(await local.get('contacts')).toEqual({ version: 0, value: [] })
})

test('what was only half written is read once more, and nothing is set aside', async () => {
  const local = memoryArea()
  await local.set('settings', 'half')
  const { call, comeBack } = await run(local)
  expect(await call('storage.retry', {})).toMatchObject({ value: {} })
  expect(comeBack().view()).toMatchObject({ stage: 'broken' })
  await local.remove('settings')
  expect(await comeBack().call('storage.retry', {})).toMatchObject({ value: {} })
  expect(comeBack().view()).toMatchObject({ stage: 'welcome' })
  expect((await local.names()).filter((name) => name.startsWith('broken/'))).toEqual([])
})

test('a page of ours is refused what it asks wrongly, and what a locked wallet does not do', async () => {
  const { call } = await run()
  expect(await call('account.drain', {})).toMatchObject({ problem: { code: 'bad-input' } })
  expect(await call('settings.set', { autoLockMinutes: 0 })).toMatchObject({
    problem: { code: 'bad-input' },
  })
  expect(await call('settings.set', { autoLockMinutes: 5 })).toMatchObject({ value: {} })
  expect(await call('device.export', {})).toMatchObject({ problem: { code: 'locked' } })
})
