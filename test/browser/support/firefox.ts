import { existsSync } from 'node:fs'
import puppeteer, { type Browser, type Page } from 'puppeteer-core'
import { waitUntil } from '../../cluster/support/wait-until.ts'
import type { Authenticator, Passkey, Tab, WalletBrowser } from './tab.ts'

export const firefoxPath = process.env['FIREFOX'] ?? '/usr/bin/firefox-esr'
export const noFirefox = existsSync(firefoxPath) ? '' : ` (there is no Firefox at ${firefoxPath})`

/** In development builds; scripts/extension/manifest-for.ts. */
const id = 'devnet@assent.example'
/** Firefox draws one for each profile, unless it finds one. */
const uuid = '5f0f6c5e-93a6-4f8e-9d3b-0c9a52d6b0a1'
const origin = `moz-extension://${uuid}`
const patience = 30_000

/** Firefox with the extension, in a profile that is new. */
export async function openFirefox(extension: string): Promise<WalletBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefoxPath,
    headless: true,
    // Without it, a test may go to no page of an extension.
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'app.update.enabled': false,
      'browser.safebrowsing.update.enabled': false,
      'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }),
      'network.connectivity-service.enabled': false,
      'security.webauth.webauthn_enable_softtoken': true,
      'security.webauth.webauthn_enable_usbtoken': false,
    },
  })
  await browser.installExtension(extension)
  const known = new WeakMap<Page, Tab>()
  const tabOf = (page: Page): Tab => {
    const tab = known.get(page) ?? firefoxTab(page)
    known.set(page, tab)
    return tab
  }
  return {
    name: 'Firefox',
    origin,
    open: async (url) => {
      // Not in whatever window is in front: that may be the one that asks, and it closes.
      const tab = tabOf(await browser.newPage({ type: 'window' }))
      await tab.goto(url)
      return tab
    },
    tabs: async () => (await browser.pages()).map(tabOf),
    beforeEachPage: async (script) => {
      await connectionOf(browser).send('script.addPreloadScript', {
        functionDeclaration: `() => {${script}}`,
      })
    },
    addAuthenticator: async (_, passkeys) => addAuthenticator(browser, passkeys),
    killWorker: async () => killWorker(browser),
    close: async () => browser.close(),
  }
}

/** What puppeteer speaks to Firefox through; it does not show it in its types. */
type Connected = {
  readonly connection: {
    send(method: string, parameters: unknown): Promise<{ readonly result: unknown }>
  }
}
type Evaluated = {
  readonly result?: { readonly value?: unknown }
  readonly exceptionDetails?: { readonly text: string }
}
type Contexts = { readonly contexts: readonly { readonly context: string }[] }

const connectionOf = (browser: Browser): Connected['connection'] =>
  (browser as unknown as Connected).connection

/** Runs in the browser itself, where no page is; text comes back. */
async function evaluateInside(browser: Browser, expression: string): Promise<string> {
  const connection = connectionOf(browser)
  const tree = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' })
  const [window] = (tree.result as Contexts).contexts
  const { result } = await connection.send('script.evaluate', {
    expression,
    target: { context: window?.context },
    awaitPromise: true,
  })
  const { exceptionDetails, result: value } = result as Evaluated
  if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
  return String(value?.value)
}

/** As Firefox itself ends the background of an extension that has been idle. */
async function killWorker(browser: Browser): Promise<void> {
  await evaluateInside(
    browser,
    `WebExtensionPolicy.getByID('${id}').extension.terminateBackground({
      ignoreDevToolsAttached: true,
      disableResetIdleForTest: true,
    })`,
  )
}

/** One for all pages, as Firefox gives it to those who drive it by its older protocol. */
async function addAuthenticator(
  browser: Browser,
  passkeys: readonly Passkey[],
): Promise<Authenticator> {
  const service = `Cc['@mozilla.org/webauthn/service;1'].getService(Ci.nsIWebAuthnService)`
  const made = await evaluateInside(
    browser,
    `${service}.addVirtualAuthenticator('ctap2', 'internal', true, true, true, true)`,
  )
  for (const one of passkeys) {
    const given = [one.credentialId, one.isResidentCredential, one.rpId, one.privateKey]
    const all = [made, ...given, one.userHandle, one.signCount]
    await evaluateInside(browser, `${service}.addCredential(...${JSON.stringify(all)})`)
  }
  const list = `JSON.stringify(${service}.getCredentials('${made}').map(
    ({ credentialId, isResidentCredential, rpId, privateKey, userHandle, signCount }) =>
      ({ credentialId, isResidentCredential, rpId, privateKey, userHandle, signCount })))`
  return {
    passkeys: async () => JSON.parse(await evaluateInside(browser, list)) as readonly Passkey[],
  }
}

const firefoxTab = (page: Page): Tab => {
  const see = async (selector: string) => {
    const element = await page.waitForSelector(selector, { visible: true, timeout: patience })
    if (element === null) throw new Error(`there is no ${selector}`)
    return element
  }
  const evaluate = async <T>(expression: string): Promise<T> =>
    (await page.evaluate(expression)) as T
  return {
    // What puppeteer believes is not always so: it is told of no navigation to an extension's page.
    url: async () => evaluate('location.href'),
    evaluate,
    goto: async (url) => {
      if (!url.startsWith('moz-extension:')) {
        await page.goto(url)
        return
      }
      // Firefox goes there, and tells nobody that it has arrived.
      void page.goto(url, { timeout: 1000 }).catch(() => {})
      await waitUntil(`Firefox is at ${url}`, async () => {
        const at = await evaluate<string>('document.readyState + " " + location.href')
        // What comes after the hash is the page's own, and may have changed already.
        return withoutHash(at) === `complete ${withoutHash(url)}`
      })
    },
    back: async () => {
      // Of a page that comes back as it was, Firefox does not say that it was loaded.
      const before = await evaluate<string>('location.href')
      void page.goBack({ timeout: 1000 }).catch(() => {})
      await waitUntil('Firefox has gone back', async () => {
        return (await evaluate<string>('location.href')) !== before
      })
    },
    isVisible: async (selector) => {
      const element = await page.$(selector)
      return element === null ? false : element.isVisible()
    },
    click: async (selector) => {
      const came = await waitUntil(
        `${selector} is pressed`,
        async () => (page.isClosed() ? 'closed' : pressNow(page, selector)),
        { patience },
      )
      if (came === 'closed') throw new Error(`the page was closed before ${selector} was pressed`)
    },
    fill: async (selector, text) => {
      const element = await see(selector)
      await element.type(text)
    },
    press: async (key) => page.keyboard.press(key),
    text: async (selector) => {
      await see(selector)
      return evaluate(`document.querySelector(${JSON.stringify(selector)}).innerText`)
    },
    picture: async (file) => {
      await page.screenshot({ path: file })
    },
    close: async () => page.close(),
    isClosed: () => page.isClosed(),
  }
}

/** What is looked at is what is clicked: another may stand in its place by then. */
const pressNow = async (page: Page, selector: string): Promise<boolean> => {
  const element = await page.$(selector)
  if (element === null || !(await element.isVisible())) return false
  if (await element.evaluate((one) => one.matches(':disabled'))) return false
  await element.click()
  return true
}

const withoutHash = (url: string): string => url.replace(/#.*$/, '')
