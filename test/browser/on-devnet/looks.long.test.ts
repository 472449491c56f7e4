import { stringToHex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeProblems } from '../../../scripts/preview/axe-problems.ts'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import { noChromium, openChromium, type ChromiumWallet } from '../support/chromium.ts'
import { Dapp, resultOf } from '../support/dapp.ts'
import { liveOneLife } from '../support/one-life.ts'
import { raiseStage, type Stage } from '../support/stage.ts'
import { byTestId, type Tab } from '../support/tab.ts'
import { Wallet } from '../support/wallet.ts'

const sizes = [
  { width: 360, height: 600 },
  { width: 1280, height: 800 },
] as const

/**
 * What moves with the size, or fades with the colours, is where it stays. A colour that is inherited
 * begins to fade when the one above it has, so several pictures in a row have to be calm.
 */
const still = `(async () => {
  for (let calm = 0; calm < 5; calm++) {
    await new Promise(requestAnimationFrame)
    const moving = document.getAnimations().filter(({ playState }) => playState === 'running')
    if (moving.length > 0) calm = -1
    await Promise.all(moving.map((one) => one.finished.catch(() => {})))
  }
})()`

/** The preview shows screens from samples; this is the wallet itself, by its own rules for pages. */
describe.skipIf(noChromium !== '')(`the wallet for everybody${noChromium}`, () => {
  let stage: Stage
  let browser: ChromiumWallet
  let wallet: Wallet
  let address = ''

  beforeAll(async () => {
    stage = await raiseStage()
    browser = await openChromium(stage.extension.chromium)
    wallet = new Wallet(browser, stage.devnet.identityProvider.issuer)
  }, 200_000)
  afterAll(async () => {
    await browser?.close()
    await stage?.close()
  }, 60_000)
  liveOneLife(() => browser)

  /** In each size, by day and by night. */
  const problemsIn = async (tab: Tab): Promise<readonly string[]> => {
    const page = browser.pageOf(tab)
    const found = []
    // What comes to lie under the pointer with another size begins to fade a moment later.
    await page.mouse.move(0, 0)
    for (const size of sizes) {
      await page.setViewportSize(size)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await tab.evaluate(still)
        const problems = await axeProblems(page)
        found.push(...problems.map((problem) => `${size.width} ${colorScheme}: ${problem}`))
        const isTooWide = 'document.documentElement.scrollWidth > innerWidth'
        if (await tab.evaluate(isTooWide)) found.push(`${size.width}: wider than the window`)
      }
    }
    return found
  }

  test('axe would find what is wrong', async () => {
    const tab = await wallet.open('welcome')
    await waitUntil('it is there', async () => tab.isVisible('main h1'))
    await tab.evaluate(`void document.querySelector('main').append(document.createElement('img'))`)
    const found = await problemsIn(tab)
    expect(found).toHaveLength(sizes.length * 2)
    expect(found.filter((problem) => !problem.includes('image-alt'))).toEqual([])
    await tab.close()
  })

  test('onboarding, from the first screen to home', async () => {
    const tab = await wallet.onboarding()
    const seen = async (testId: string): Promise<void> => {
      await waitUntil(`${testId} is there`, async () => tab.isVisible(byTestId(testId)), {
        patience: 120_000,
      })
      expect(await problemsIn(tab)).toEqual([])
    }
    await seen('sign-in-devnet')
    await tab.click(byTestId('sign-in-devnet'))
    await seen('sign-in-progress')
    await wallet.beAt('alice')
    await seen('sign-in-done')
    await tab.click(byTestId('onboarding-continue'))
    await seen('backup-offer')
    await tab.click(byTestId('backup-later'))
    await seen('account-address')
    address = await wallet.address()
  })

  const asks: readonly (readonly [string, string, () => readonly unknown[]])[] = [
    ['a connection', 'eth_requestAccounts', () => []],
    ['a message', 'personal_sign', () => [stringToHex('hello'), address]],
    ['a sign-in elsewhere', 'personal_sign', () => [stringToHex(signIn(address)), address]],
    ['typed data', 'eth_signTypedData_v4', () => [address, JSON.stringify(permit(address))]],
    ['a transaction', 'eth_sendTransaction', () => [{ from: address, to: stranger, value: '0x1' }]],
    ['an approval of everything', 'eth_sendTransaction', () => [unlimited(address)]],
    ['a batch', 'wallet_sendCalls', () => [batch(address)]],
    ['another chain', 'wallet_switchEthereumChain', () => [{ chainId: '0x1' }]],
  ]

  test.each(asks)('what is asked: %s', async (_, method, params) => {
    const page = await Dapp.open(browser, stage.dapp.origin)
    const asking = await page.begin(method, params())
    const window = await wallet.prepared()
    expect(await problemsIn(window)).toEqual([])
    if (method === 'eth_requestAccounts') {
      await wallet.answerIn(window, 'approve')
      resultOf(await asking())
    }
    // No rejection, of which a few in a row would silence the site.
    await page.tab.close()
    await waitUntil('the wallet asks no more', async () => !(await wallet.asks()))
  })

  const places = [
    '',
    'accounts',
    'sites',
    'networks',
    'networks/add',
    'contacts',
    'sessions',
    'settings',
    'blocked',
    'node-set',
  ]

  test.each(places)('its own pages: /%s', async (place) => {
    const tab = await wallet.open(place)
    await waitUntil('the page is there', async () => tab.isVisible('main h1, main h2'))
    expect(await problemsIn(tab)).toEqual([])
    await tab.close()
  })

  test('an account, and a site', async () => {
    for (const place of [`accounts/${address}`, `sites/${encodeURIComponent(stage.dapp.origin)}`]) {
      const tab = await wallet.open(place)
      await waitUntil('the page is there', async () => tab.isVisible('main h1'))
      expect(await problemsIn(tab)).toEqual([])
      await tab.close()
    }
  })

  test('the lock', async () => {
    await wallet.lock()
    const tab = await wallet.open()
    await waitUntil('it is locked', async () => tab.isVisible(byTestId('unlock')))
    expect(await problemsIn(tab)).toEqual([])
    await tab.evaluate(`chrome.storage.local.set({ settings: 'rubbish' })`)
    await tab.close()
  })

  test('a wallet that cannot read what it has stored', async () => {
    await browser.killWorker()
    const tab = await wallet.open()
    await waitUntil('it says so', async () => tab.isVisible(byTestId('storage-broken')))
    expect(await problemsIn(tab)).toEqual([])
    await tab.close()
  })
})

const stranger = `0x${'5a'.repeat(20)}`

const signIn = (address: string): string =>
  `elsewhere.example wants you to sign in with your Ethereum account:\n${address}\n\n\n` +
  `URI: https://elsewhere.example/\nVersion: 1\nChain ID: 31337\nNonce: abcdefgh1\n` +
  `Issued At: 2026-11-21T12:00:00Z`

const most = `0x${'f'.repeat(64)}`

const permit = (owner: string) => ({
  domain: { name: 'A token', version: '1', chainId: 31_337, verifyingContract: stranger },
  types: {
    EIP712Domain: [
      { name: 'name', type: 'string' },
      { name: 'version', type: 'string' },
      { name: 'chainId', type: 'uint256' },
      { name: 'verifyingContract', type: 'address' },
    ],
    Permit: [
      { name: 'owner', type: 'address' },
      { name: 'spender', type: 'address' },
      { name: 'value', type: 'uint256' },
      { name: 'nonce', type: 'uint256' },
      { name: 'deadline', type: 'uint256' },
    ],
  },
  primaryType: 'Permit',
  message: { owner, spender: stranger, value: most, nonce: '0', deadline: most },
})

/** `approve` of an ERC-20, without an end. */
const unlimited = (from: string) => ({
  from,
  to: `0x${'7b'.repeat(20)}`,
  data: `0x095ea7b3${stranger.slice(2).padStart(64, '0')}${most.slice(2)}`,
})

const batch = (from: string) => ({
  version: '2.0.0',
  from,
  chainId: '0x7a69',
  atomicRequired: false,
  calls: [
    { to: stranger, value: '0x1' },
    { to: unlimited(from).to, data: unlimited(from).data },
  ],
})
