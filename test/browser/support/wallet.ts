import { waitUntil } from '../../cluster/support/wait-until.ts'
import { pressIfThere, pressUntilHeard } from './press.ts'
import { byTestId, type Tab, type WalletBrowser } from './tab.ts'

type Person = 'alice' | 'bob' | 'carol'
type Answer = 'approve' | 'reject'
type Options = { readonly despiteDangers?: boolean }

const page = 'src/popup/index.html'
/** Of somebody who signs in, before they take it for broken. */
const mostTries = 3

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
  async signIn(person: Person): Promise<string> {
    const tab = await this.onboarding()
    await tab.click(byTestId('sign-in-devnet'))
    await this.beAt(person)
    return this.finishOnboarding(tab, person)
  }

  /** From the new account through the offer of a second way in, to home. */
  async finishOnboarding(tab: Tab, person?: Person): Promise<string> {
    await this.#goHome(tab, ['onboarding-continue', 'backup-later'], person)
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
  async beAt(person: Person): Promise<void> {
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
    const isOpen = await tab?.evaluate<boolean>(isUnanswered).catch(() => false)
    return isOpen === true ? tab : undefined
  }

  /** The window that asks, once what it asks is prepared and its dangers are on screen. */
  async prepared(): Promise<Tab> {
    return waitUntil('what is asked is prepared', async () => {
      const tab = await this.approvalNow()
      return (await tab?.evaluate<boolean>(isPrepared)) === true ? tab : undefined
    })
  }

  async asks(): Promise<boolean> {
    return (await this.#find((url) => url.includes('surface=approval'))) !== undefined
  }

  /** Where there is danger a person ticks that they have seen it, or the wallet lets nobody on. */
  async approve(options: Options = {}): Promise<void> {
    await this.#answer('approve', options)
  }

  async reject(): Promise<void> {
    await this.#answer('reject')
  }

  /** Where the worker has died, a press may be lost with it; the page says so, and is pressed again. */
  async answerUntil(isAnswered: () => Promise<boolean>, how: Answer): Promise<void> {
    await this.#answer(how)
    await waitUntil(`the worker hears the ${how}`, async () => {
      if (await isAnswered()) return true
      const tab = await this.approvalNow()
      if (tab !== undefined && (await tab.isVisible(lost))) await this.answerIn(tab, how)
      return false
    })
  }

  async answerIn(tab: Tab, how: Answer, options: Options = {}): Promise<void> {
    if (options.despiteDangers === true) {
      // Of a closed one the next line says that it is.
      await waitUntil('what is asked is prepared', async () =>
        tab.isClosed() ? true : tab.evaluate<boolean>(isPrepared),
      )
      await tab.evaluate(acceptDangers)
    }
    await pressUntilHeard(tab, how)
  }

  async lock(): Promise<void> {
    const home = await this.open()
    await home.click(byTestId('lock'))
    await waitUntil('the wallet is locked', async () => home.isVisible(byTestId('unlock')))
    await home.close()
  }

  async unlock(person: Person): Promise<void> {
    const home = await this.open()
    await home.click(byTestId('unlock'))
    await this.beAt(person)
    await this.#goHome(home, [], person)
    await home.close()
  }

  /** A window that closes before it has heard the answer leaves what it showed to the next one. */
  async #answer(how: Answer, options: Options = {}): Promise<void> {
    await waitUntil(`the wallet is told to ${how}`, async () => {
      const tab = await this.approvalNow()
      if (tab === undefined) return false
      await this.answerIn(tab, how, options)
      return true
    })
  }

  /** As a person does: goes on where there is more, and tries again what has failed. */
  async #goHome(tab: Tab, steps: readonly string[], person?: Person): Promise<void> {
    let tries = 0
    const goOn = async (): Promise<boolean> => {
      for (const step of steps) await pressIfThere(tab, step)
      if (tries < mostTries && (await pressIfThere(tab, 'sign-in-retry'))) tries += 1
      // Another try may ask who they are once more, and need not.
      const login = tries > 0 ? await this.#find((url) => url.startsWith(this.#issuer)) : undefined
      if (login !== undefined && person !== undefined) await pressIfThere(login, `person-${person}`)
      return tab.isVisible(byTestId('account-address'))
    }
    await waitUntil('home is on screen', goOn, { patience: 120_000 })
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

const isUnanswered = `document.querySelector('${byTestId('approve')}:not([aria-busy=true])') !== null
  && document.querySelector('${byTestId('reject')}[aria-busy=true]') === null`
const isPrepared = `document.querySelector('${byTestId('approve')}:enabled, ${byTestId('accept-danger')}') !== null`
const acceptDangers = `document.querySelectorAll('${byTestId('accept-danger')}:not(:checked)').forEach((box) => box.click())`
const lost = `${byTestId('problem')}[data-code="unexpected"]`

const addressOn = async (home: Tab): Promise<string> =>
  waitUntil('home shows the account', async () => {
    const text = await home.evaluate<string>(
      `document.querySelector('${byTestId('account-address')}')?.textContent ?? ''`,
    )
    return /0x[0-9a-fA-F]{40}/.exec(text)?.[0]
  })
