import { recoverMessageAddress, stringToHex, type Hex } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import { noChromium, openChromium, type ChromiumWallet } from '../support/chromium.ts'
import { Dapp, resultOf } from '../support/dapp.ts'
import { noFirefox, openFirefox } from '../support/firefox.ts'
import { keepPictures } from '../support/keep-pictures.ts'
import { OtherWallet } from '../support/other-wallet.ts'
import { raiseStage, type Stage } from '../support/stage.ts'
import { byTestId, type WalletBrowser } from '../support/tab.ts'
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

  test('a passkey makes an account, and finds it after a new installation', async () => {
    const [browser, wallet] = await chromium()
    const made = await signInByPasskey(browser, wallet, 'page-passkey-create', [])
    expect(await signsAs(browser, wallet)).toBe(made.address)
    const [again, sameWallet] = await chromium()
    const found = await signInByPasskey(again, sameWallet, 'page-passkey-use', made.passkeys)
    expect(found.address).toBe(made.address)
  })

  describe.each(['Chromium', 'Firefox'] as const)('in %s', (name) => {
    test.skipIf(name === 'Firefox' && noFirefox !== '')('another wallet is a way in', async () => {
      const account = privateKeyToAccount(generatePrivateKey())
      const [browser, wallet] = await (name === 'Firefox' ? firefox() : chromium())
      const other = await OtherWallet.putInto(browser, account)
      const onboarding = await wallet.onboarding()
      await onboarding.click(byTestId('sign-in-wallet'))
      const page = await other.page()
      expect(await page.text(byTestId('page-code'))).toBe(
        await onboarding.text(byTestId('short-code')),
      )
      await other.signIn()
      const address = await wallet.finishOnboarding(onboarding)
      expect(address).not.toBe(account.address)
      expect(await signsAs(browser, wallet)).toBe(address)
    })
  })

  const deploymentPage = async (browser: ChromiumWallet) =>
    waitUntil('the deployment’s page is on screen', () =>
      browser.context.pages().find((page) => page.url().includes('/sign-in')),
    )

  const signInByPasskey = async (
    browser: ChromiumWallet,
    wallet: Wallet,
    button: 'page-passkey-create' | 'page-passkey-use',
    passkeys: readonly Passkey[],
  ) => {
    const onboarding = await wallet.onboarding()
    await onboarding.click(byTestId('sign-in-passkey'))
    const page = await deploymentPage(browser)
    const devtools = await browser.context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    for (const credential of passkeys) {
      await devtools.send('WebAuthn.addCredential', { authenticatorId, credential })
    }
    // The page closes itself when it has its answer, so what is made is caught as it is made; and as
    // it is used, since nodes refuse a passkey whose count of uses does not rise.
    const kept = new Map(passkeys.map((passkey) => [passkey.credentialId, passkey]))
    const keep = ({ credential }: { readonly credential: Passkey }) => {
      kept.set(credential.credentialId, credential)
    }
    devtools.on('WebAuthn.credentialAdded', keep)
    devtools.on('WebAuthn.credentialAsserted', keep)
    await page.getByTestId(button).click()
    const address = await wallet.finishOnboarding(onboarding)
    return { address, passkeys: [...kept.values()] }
  }
})

/** As the developer tools of Chromium describe one. */
type Passkey = {
  credentialId: string
  isResidentCredential: boolean
  rpId?: string
  privateKey: string
  userHandle?: string
  signCount: number
}
