import { recoverMessageAddress, stringToHex, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { noChromium, openChromium, type ChromiumWallet } from '../support/chromium.ts'
import { Dapp, resultOf } from '../support/dapp.ts'
import { noFirefox, openFirefox } from '../support/firefox.ts'
import { keepPictures } from '../support/keep-pictures.ts'
import { OtherWallet } from '../support/other-wallet.ts'
import { raiseStage, type Stage } from '../support/stage.ts'
import { byTestId, type Passkey, type WalletBrowser } from '../support/tab.ts'
import { Wallet } from '../support/wallet.ts'

describe.skipIf(noChromium !== '')(`ways to sign in, in profile after profile${noChromium}`, () => {
  let stage: Stage
  const opened: WalletBrowser[] = []
  beforeAll(async () => {
    stage = await raiseStage()
  }, 200_000)
  afterEach(async ({ task }) => {
    for (const browser of opened.splice(0)) {
      if (task.result?.state === 'fail') await keepPictures(task.name, browser)
      await browser.close()
    }
  })
  afterAll(async () => stage?.close(), 60_000)

  const chromium = async (): Promise<[ChromiumWallet, Wallet]> => {
    const browser = await openChromium(stage.extension.chromium)
    opened.push(browser)
    return [browser, walletIn(browser)]
  }
  const firefox = async (): Promise<[WalletBrowser, Wallet]> => {
    const browser = await openFirefox(stage.extension.firefox)
    opened.push(browser)
    return [browser, walletIn(browser)]
  }
  const walletIn = (browser: WalletBrowser): Wallet =>
    new Wallet(browser, stage.devnet.identityProvider.issuer)
  /** The address that this browser’s wallet signs with, proved by a signature. */
  const signsAs = async (browser: WalletBrowser, wallet: Wallet): Promise<string> => {
    const dapp = await Dapp.open(browser, stage.dapp.origin)
    const connecting = await dapp.begin<readonly Hex[]>('eth_requestAccounts')
    await wallet.approve()
    const [address] = resultOf(await connecting())
    const signing = await dapp.begin<Hex>('personal_sign', [stringToHex('hello'), address])
    await wallet.approve()
    return recoverMessageAddress({ message: 'hello', signature: resultOf(await signing()) })
  }

  test('the same person finds the same account in another profile, another one another', async () => {
    const [, first] = await chromium()
    const address = await first.signIn('bob')
    const [, second] = await chromium()
    expect(await second.signIn('bob')).toBe(address)
    const [, third] = await chromium()
    expect(await third.signIn('carol')).not.toBe(address)
  })

  test.skipIf(noFirefox !== '')(`and in Firefox${noFirefox}`, async () => {
    const [, first] = await chromium()
    const address = await first.signIn('bob')
    const [, second] = await firefox()
    expect(await second.signIn('bob')).toBe(address)
  })

  describe.each([
    ['Chromium', noChromium],
    ['Firefox', noFirefox],
  ] as const)('in %s%s', (name, none) => {
    const open = async () => (name === 'Firefox' ? firefox() : chromium())

    test.skipIf(none !== '')(
      'a passkey makes an account, and finds it after a new installation',
      async () => {
        const [browser, wallet] = await open()
        const made = await signInByPasskey(browser, wallet, 'page-passkey-create', [])
        expect(await signsAs(browser, wallet)).toBe(made.address)
        const [again, sameWallet] = await open()
        const found = await signInByPasskey(again, sameWallet, 'page-passkey-use', made.passkeys)
        expect(found.address).toBe(made.address)
      },
    )

    test.skipIf(none !== '')('another wallet is a way in', async () => {
      const account = privateKeyToAccount(generatePrivateKey())
      const [browser, wallet] = await open()
      const other = await OtherWallet.putInto(browser, account)
      const onboarding = await wallet.onboarding()
      await onboarding.click(byTestId('sign-in-wallet'))
      const page = await wallet.deploymentPage()
      expect(await page.text(byTestId('page-code'))).toBe(
        await onboarding.text(byTestId('short-code')),
      )
      await other.signIn(page)
      const address = await wallet.finishOnboarding(onboarding)
      expect(address).not.toBe(account.address)
      expect(await signsAs(browser, wallet)).toBe(address)
    })
  })

  const signInByPasskey = async (
    browser: WalletBrowser,
    wallet: Wallet,
    button: 'page-passkey-create' | 'page-passkey-use',
    passkeys: readonly Passkey[],
  ) => {
    const onboarding = await wallet.onboarding()
    await onboarding.click(byTestId('sign-in-passkey'))
    const page = await wallet.deploymentPage()
    const authenticator = await browser.addAuthenticator(page, passkeys)
    await page.click(byTestId(button))
    const address = await wallet.finishOnboarding(onboarding)
    return { address, passkeys: await authenticator.passkeys() }
  }
})
