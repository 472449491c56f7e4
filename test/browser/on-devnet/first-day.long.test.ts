import { recoverMessageAddress, stringToHex, type Hex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import {
  noChromium,
  openChromiumWithout,
  type BareChromium,
  type ChromiumWallet,
} from '../support/chromium.ts'
import { Dapp, refusalOf, resultOf } from '../support/dapp.ts'
import { fillFromFaucet } from '../support/fill-from-faucet.ts'
import { tabTo, type Stop } from '../support/keyboard.ts'
import { liveOneLife } from '../support/one-life.ts'
import { openSidePanel } from '../support/side-panel.ts'
import { raiseStage, type Stage } from '../support/stage.ts'
import { byTestId, type Tab } from '../support/tab.ts'
import { Wallet } from '../support/wallet.ts'

/** Somebody installs the wallet while a page is open already, and has no mouse. */
describe.skipIf(noChromium !== '')(`the first day${noChromium}`, () => {
  let stage: Stage
  let bare: BareChromium
  let browser: ChromiumWallet
  let wallet: Wallet
  let dapp: Dapp
  let address: Hex

  beforeAll(async () => {
    stage = await raiseStage()
    bare = await openChromiumWithout()
    dapp = Dapp.in(await bare.open(stage.dapp.origin))
  }, 200_000)
  afterAll(async () => {
    await bare?.close()
    await stage?.close()
  }, 60_000)
  liveOneLife(() => browser)

  /** As the switches on the browser’s own page about extensions do it. */
  const inSettings = async <T>(call: string): Promise<T> => {
    const settings = await browser.open('chrome://extensions')
    const answer = await settings.evaluate<T>(`chrome.developerPrivate.${call}`)
    await settings.close()
    return answer
  }

  test('a page that was open before the wallet came finds it, and can ask', async () => {
    expect(await dapp.tab.evaluate('typeof window.ethereum')).toBe('undefined')
    browser = await bare.install(stage.extension.chromium)
    wallet = new Wallet(browser, stage.devnet.identityProvider.issuer)
    await waitUntil('the page has heard of it', async () =>
      dapp.tab.evaluate<boolean>('announced.length === 1 && window.ethereum !== undefined'),
    )
    expect(await dapp.read('eth_chainId')).toBe('0x7a69')
    expect(await dapp.read('eth_accounts')).toEqual([])
  })

  test('signs in by the keyboard alone', async () => {
    const onboarding = await wallet.onboarding()
    expectSeen(await tabTo(onboarding, 'sign-in-devnet'))
    await onboarding.press('Enter')
    const login = await wallet.loginPage()
    await tabTo(login, 'person-alice')
    await login.press('Enter')
    for (const step of ['onboarding-continue', 'backup-later']) {
      await waitUntil(`${step} is there`, async () => onboarding.isVisible(byTestId(step)), {
        patience: 120_000,
      })
      expectSeen(await tabTo(onboarding, step))
      await onboarding.press('Space')
    }
    await waitUntil('home is there', async () => onboarding.isVisible(byTestId('account-address')))
    address = (await wallet.address()) as Hex
    await fillFromFaucet(wallet, stage.devnet.chain.rpcUrl, address)
  })

  test('connects the old page with Enter, since nothing else is to be decided', async () => {
    const connecting = await dapp.begin<readonly string[]>('eth_requestAccounts')
    const asking = await wallet.prepared()
    await asking.press('Enter')
    expect(resultOf(await connecting())).toHaveLength(1)
    await waitUntil('the window is gone', async () => !(await wallet.asks()))
  })

  test('comes by what is asked before it comes by the answers', async () => {
    const signing = await dapp.begin<Hex>('personal_sign', [stringToHex('by keys'), address])
    const asking = await wallet.prepared()
    const stops = await tabTo(asking, 'approve')
    expectSeen(stops)
    expect(stops.at(-2)?.testId).toBe('reject')
    await asking.press('Space')
    const signature = resultOf(await signing())
    expect(await recoverMessageAddress({ message: 'by keys', signature })).toBe(address)
    await waitUntil('the window is gone', async () => !(await wallet.asks()))
  })

  test('can be told no by Escape, which closes what is open in front first', async () => {
    const sending = await dapp.begin('eth_sendTransaction', [
      { from: address, to: address, value: '0x1' },
    ])
    const asking = await wallet.prepared()
    const isSheet = async () => asking.isVisible('[role="dialog"]')
    await tabTo(asking, 'fee-edit')
    await asking.press('Enter')
    await waitUntil('the fee can be edited', isSheet)
    await asking.press('Escape')
    await waitUntil('the sheet is closed', async () => !(await isSheet()))
    await waitUntil('the focus is back where it was', async () =>
      asking.evaluate<boolean>(`document.activeElement?.dataset.testid === 'fee-edit'`),
    )
    expect(await dapp.tab.evaluate(`timesAnswered(${dapp.asked})`)).toBe(0)
    await asking.press('Escape')
    expect(refusalOf(await sending()).code).toBe(4001)
    await waitUntil('the window is gone', async () => !(await wallet.asks()))
  })

  test('reaches the box of a danger, and Enter agrees to nothing before it is ticked', async () => {
    const text = signInMessage('elsewhere.example', address)
    const signing = await dapp.begin<Hex>('personal_sign', [stringToHex(text), address])
    const asking = await wallet.prepared()
    const isPressable = async () => asking.isVisible(`${byTestId('approve')}:enabled`)
    await asking.press('Enter')
    expectSeen(await tabTo(asking, 'accept-danger'))
    expect(await isPressable()).toBe(false)
    await asking.press('Space')
    await waitUntil('it can be approved', isPressable)
    await tabTo(asking, 'approve')
    await asking.press('Enter')
    const signature = resultOf(await signing())
    expect(await recoverMessageAddress({ message: text, signature })).toBe(address)
    await waitUntil('the window is gone', async () => !(await wallet.asks()))
  })

  test('locks and unlocks by the keyboard alone', async () => {
    const home = await wallet.open()
    await waitUntil('home is there', async () => home.isVisible(byTestId('lock')))
    expectSeen(await tabTo(home, 'lock'))
    await home.press('Enter')
    await waitUntil('the wallet is locked', async () => home.isVisible(byTestId('unlock')))
    expect(await dapp.read('eth_accounts')).toEqual([])
    expectSeen(await tabTo(home, 'unlock'))
    await home.press('Space')
    const login = await wallet.loginPage()
    await tabTo(login, 'person-alice')
    await login.press('Enter')
    await waitUntil('the wallet is open', async () => home.isVisible(byTestId('account-address')))
    await home.close()
    expect(await dapp.read('eth_accounts')).toHaveLength(1)
  })

  test('asks in the side panel where one is open, and opens no window beside it', async () => {
    const panel = await openSidePanel(browser)
    await waitUntil('it shows the wallet', async () => panel.isVisible('account-address'))
    const signing = await dapp.begin<Hex>('personal_sign', [stringToHex('beside'), address])
    await waitUntil('it is asked there', async () => panel.isVisible('approve'))
    expect(await wallet.asks()).toBe(false)
    await panel.click('approve')
    const signature = resultOf(await signing())
    expect(await recoverMessageAddress({ message: 'beside', signature })).toBe(address)
    expect(await wallet.asks()).toBe(false)
    await panel.close()
  })

  test('asks in a window again when the side panel is closed, also what was asked there', async () => {
    const panel = await openSidePanel(browser)
    await waitUntil('it shows the wallet', async () => panel.isVisible('account-address'))
    const signing = await dapp.begin<Hex>('personal_sign', [stringToHex('moved'), address])
    await waitUntil('it is asked there', async () => panel.isVisible('approve'))
    await panel.close()
    await wallet.approve()
    const signature = resultOf(await signing())
    expect(await recoverMessageAddress({ message: 'moved', signature })).toBe(address)
  })

  test('is in no private window, also where the browser is told to let it', async () => {
    const id = new URL(browser.origin).host
    const letIt = JSON.stringify({ extensionId: id, incognitoAccess: true })
    await inSettings(`updateExtensionConfiguration(${letIt})`)
    const info = await inSettings<{ incognitoAccess: { isEnabled: boolean } }>(
      `getExtensionInfo('${id}')`,
    )
    expect(info.incognitoAccess.isEnabled).toBe(false)
    const seen = async (tab: Tab): Promise<string> => {
      const type = await tab.evaluate<string>('typeof window.ethereum')
      await tab.close()
      return type
    }
    expect(await seen(await browser.openPrivately(stage.dapp.origin))).toBe('undefined')
    expect(await seen(await browser.open(stage.dapp.origin))).toBe('object')
  })

  test('a page from before an update goes on with the wallet that comes after it', async () => {
    // Chromium lets nothing unpacked come back to people who are no developers.
    await inSettings('updateProfileConfiguration({ inDeveloperMode: true })')
    const old = await wallet.open()
    await old.evaluate('void setTimeout(() => chrome.runtime.reload(), 0)')
    await waitUntil('the old one is gone', () => old.isClosed())
    await waitUntil('the page has a wallet again', async () => {
      const answer = await dapp.ask<string>('eth_chainId')
      return 'result' in answer && answer.result === '0x7a69'
    })
    const heard = (await dapp.heard()).map(([event]) => event)
    expect(heard.at(-1)).not.toBe('disconnect')
    // An update ends what a browser keeps in memory: the wallet is locked, and nothing is lost.
    expect(await dapp.read('eth_accounts')).toEqual([])
    await wallet.unlock('alice')
    expect(await dapp.read('eth_accounts')).toEqual([address])
    const signing = await dapp.begin<Hex>('personal_sign', [stringToHex('updated'), address])
    await wallet.approve()
    const signature = resultOf(await signing())
    expect(await recoverMessageAddress({ message: 'updated', signature })).toBe(address)
    expect(await dapp.tab.evaluate(`timesAnswered(${dapp.asked})`)).toBe(1)
  })
})

const expectSeen = (stops: readonly Stop[]): void => {
  expect(stops.filter(({ isSeen }) => !isSeen)).toEqual([])
}

/** https://eips.ethereum.org/EIPS/eip-4361 */
const signInMessage = (domain: string, address: string): string =>
  `${domain} wants you to sign in with your Ethereum account:\n${address}\n\n\n` +
  `URI: https://${domain}/\nVersion: 1\nChain ID: 31337\nNonce: abcdefgh1\n` +
  `Issued At: 2026-11-21T12:00:00Z`
