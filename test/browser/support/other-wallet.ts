import type { Hex } from 'viem'
import type { PrivateKeyAccount } from 'viem/accounts'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import { byTestId, type Tab, type WalletBrowser } from './tab.ts'

const rdns = 'example.other'

/** Another wallet in a browser, as far as the page that signs in with it needs one. */
export class OtherWallet {
  readonly #account: PrivateKeyAccount

  private constructor(account: PrivateKeyAccount) {
    this.#account = account
  }

  /** In every page that is opened from now on. */
  static async putInto(browser: WalletBrowser, account: PrivateKeyAccount): Promise<OtherWallet> {
    await browser.beforeEachPage(provider(account.address))
    return new OtherWallet(account)
  }

  /** Chosen on the deployment’s page, it signs what it is asked for. */
  async signIn(page: Tab): Promise<void> {
    await page.click(byTestId(`page-wallet-${rdns}`))
    const raw = await waitUntil('it is asked to sign', async () =>
      page.evaluate<Hex | null>('window.askedToSign'),
    ).then((asked) => asked ?? '0x')
    const signature = await this.#account.signMessage({ message: { raw } })
    // The page is closed as soon as the wallet has its answer.
    await page.evaluate(`window.signed('${signature}')`).catch(() => {})
  }
}

const provider = (address: string): string => `
  window.askedToSign = null
  window.signed = () => {}
  ;(() => {
    const provider = {
      request: async ({ method, params }) => {
        if (method === 'eth_requestAccounts' || method === 'eth_accounts') return ['${address}']
        if (method === 'eth_chainId') return '0x1'
        if (method === 'personal_sign') {
          window.askedToSign = params[0]
          return new Promise((resolve) => (window.signed = resolve))
        }
        throw Object.assign(new Error('no ' + method), { code: 4200 })
      },
      on: () => {},
      removeListener: () => {},
    }
    const info = Object.freeze({
      uuid: '3f1d6c58-5d1e-4c1f-9c55-2f2f1b1c7d11', name: 'Other', rdns: '${rdns}', icon: 'data:image/svg+xml,<svg/>',
    })
    const say = () =>
      dispatchEvent(
        new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info, provider }) }),
      )
    addEventListener('eip6963:requestProvider', say)
    say()
  })()`
