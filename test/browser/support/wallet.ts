import { waitUntil } from '../../cluster/support/wait-until.ts'
import { byTestId, type Tab, type WalletBrowser } from './tab.ts'

const page = 'src/popup/index.html'

/** A person at their wallet: what they press, and what they see. */
export class Wallet {
  readonly browser: WalletBrowser
  readonly #issuer: string

  constructor(browser: WalletBrowser, issuer: string) {
    this.browser = browser
    this.#issuer = issuer
  }

  /** Any page of the wallet, in a tab of its own. */
  async open(place = '', surface = 'tab'): Promise<Tab> {
    return this.browser.open(`${this.browser.origin}/${page}?surface=${surface}#/${place}`)
  }

  /** The tab that the wallet opens by itself when it is installed. */
  async onboarding(): Promise<Tab> {
    return this.#tabWhere('onboarding is on screen', (url) => url.includes('surface=tab'))
  }

  /** Signs in at the devnet's identity provider, and comes back with the account's address. */
  async signIn(person: 'alice' | 'bob' | 'carol'): Promise<string> {
    const tab = await this.onboarding()
    await tab.click(byTestId('sign-in-devnet'))
    await this.beAt(person)
    return this.finishOnboarding(tab)
  }

  /** From the new account through the offer of a second way in, to home. */
  async finishOnboarding(tab: Tab): Promise<string> {
    await waitUntil(
      'onboarding ends at home',
      async () => {
        for (const step of ['onboarding-continue', 'backup-later']) {
          if (await tab.isVisible(byTestId(step))) await tab.click(byTestId(step))
        }
        return tab.isVisible(byTestId('account-address'))
      },
      { patience: 120_000 },
    )
    return addressOn(tab)
  }

  /** The page on which the provider asks who somebody is. */
  async loginPage(): Promise<Tab> {
    return this.#tabWhere('the login page is on screen', (url) => url.startsWith(this.#issuer))
  }

  /** The deployment’s own page, on which passkeys and other wallets are asked. */
  async deploymentPage(): Promise<Tab> {
    return this.#tabWhere('the deployment’s page is on screen', (url) => url.includes('/sign-in'))
  }

  /** Says who they are on the page that the provider shows. */
  async beAt(person: 'alice' | 'bob' | 'carol'): Promise<void> {
    const login = await this.loginPage()
    await login.click(byTestId(`person-${person}`))
  }

  /** Of the account that is chosen, once there is one. */
  async address(): Promise<string> {
    const home = await this.open()
    const address = await addressOn(home)
    await home.close()
    return address
  }

  /** The window that asks. */
  async approval(): Promise<Tab> {
    return waitUntil('the wallet asks', async () => this.approvalNow())
  }

  /** One that is closing has nothing to answer any more; the next window is another tab. */
  async approvalNow(): Promise<Tab | undefined> {
    const tab = await this.#find((url) => url.includes('surface=approval'))
    const canBe = `document.querySelector('${byTestId('approve')}:not([aria-busy=true])') !== null`
    const isOpen = await tab?.evaluate<boolean>(canBe).catch(() => false)
    return isOpen === true ? tab : undefined
  }

  /** The window that asks, once what it asks is prepared and its dangers are on screen. */
  async prepared(): Promise<Tab> {
    const tab = await this.approval()
    const isReady = `document.querySelector('${byTestId('approve')}:enabled, ${byTestId('accept-danger')}') !== null`
    await waitUntil('what is asked is prepared', async () => tab.evaluate<boolean>(isReady))
    return tab
  }

  async asks(): Promise<boolean> {
    return (await this.#find((url) => url.includes('surface=approval'))) !== undefined
  }

  /** Where there is danger a person ticks that they have seen it, or the wallet lets nobody on. */
  async approve(options: { readonly despiteDangers?: boolean } = {}): Promise<void> {
    await this.answerIn(await this.approval(), 'approve', options)
  }

  async reject(): Promise<void> {
    await this.answerIn(await this.approval(), 'reject')
  }

  async answerIn(
    tab: Tab,
    how: 'approve' | 'reject',
    options: { readonly despiteDangers?: boolean } = {},
  ): Promise<void> {
    if (options.despiteDangers === true) {
      await tab.evaluate(
        `document.querySelectorAll('[data-testid^="accept-"]:not(:checked)').forEach((box) => box.click())`,
      )
    }
    await tab.click(byTestId(how))
  }

  async lock(): Promise<void> {
    const home = await this.open()
    await home.click(byTestId('lock'))
    await waitUntil('the wallet is locked', async () => home.isVisible(byTestId('unlock')))
    await home.close()
  }

  async unlock(person: 'alice' | 'bob' | 'carol'): Promise<void> {
    const home = await this.open()
    await home.click(byTestId('unlock'))
    await this.beAt(person)
    await waitUntil('the wallet is open', async () => home.isVisible(byTestId('account-address')))
    await home.close()
  }

  async #tabWhere(what: string, fits: (url: string) => boolean): Promise<Tab> {
    return waitUntil(what, async () => this.#find(fits))
  }

  async #find(fits: (url: string) => boolean): Promise<Tab | undefined> {
    for (const tab of await this.browser.tabs()) {
      if (tab.isClosed()) continue
      const url = await tab.url().catch(() => '')
      if (fits(url)) return tab
    }
    return undefined
  }
}

const addressOn = async (home: Tab): Promise<string> =>
  waitUntil('home shows the account', async () => {
    const text = await home.evaluate<string>(
      `document.querySelector('${byTestId('account-address')}')?.textContent ?? ''`,
    )
    return /0x[0-9a-fA-F]{40}/.exec(text)?.[0]
  })
