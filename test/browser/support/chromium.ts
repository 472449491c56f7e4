import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type CDPSession,
  type Page,
} from 'playwright-core'
import { addAuthenticator } from './chromium-authenticator.ts'
import type { Tab, WalletBrowser } from './tab.ts'

export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
export const noChromium = existsSync(chromiumPath)
  ? ''
  : ` (there is no Chromium at ${chromiumPath})`

const patience = 30_000

export type ChromiumWallet = WalletBrowser & {
  readonly context: BrowserContext
  /** For what only Chromium can be asked. */
  pageOf(tab: Tab): Page
  /** For what no page is asked. */
  devtools(): Promise<CDPSession>
  /** In a window that leaves nothing behind. */
  openPrivately(url: string): Promise<Tab>
}

type Options = { readonly profile?: string; readonly flags?: readonly string[] }

/** Chromium with the extension, in a profile that is new unless one is named. */
export async function openChromium(
  extension: string,
  options: Options = {},
): Promise<ChromiumWallet> {
  const loading = [
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
    ...(options.flags ?? []),
  ]
  const { context, close } = await launch({ ...options, flags: loading })
  return walletIn(context, close)
}

export type BareChromium = {
  open(url: string): Promise<Tab>
  /** As a person does who has had pages open for hours. */
  install(extension: string): Promise<ChromiumWallet>
  close(): Promise<void>
}

/** Chromium as it is before anybody installs the wallet. */
export async function openChromiumWithout(options: Options = {}): Promise<BareChromium> {
  const flags = ['--enable-unsafe-extension-debugging', ...(options.flags ?? [])]
  const { context, close } = await launch({ ...options, flags })
  return {
    open: async (url) => {
      const page = await context.newPage()
      await page.goto(url)
      return chromiumTab(page)
    },
    install: async (extension) => {
      const devtools = await browserOf(context).newBrowserCDPSession()
      await devtools.send('Extensions.loadUnpacked', { path: extension })
      return walletIn(context, close)
    },
    close,
  }
}

async function launch({ profile: named, flags = [] }: Options) {
  const profile = named ?? mkdtempSync(join(tmpdir(), 'assent-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    // Playwright's own headless is a browser without extensions.
    headless: true,
    args: ['--headless=new', '--no-sandbox', '--disable-gpu', ...flags],
    // As people have it: with extensions, and with pages that come back as they were.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
  })
  context.setDefaultTimeout(patience)
  const close = async (): Promise<void> => {
    await context.close()
    if (named !== undefined) return
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
  return { context, close }
}

const browserOf = (context: BrowserContext): Browser => {
  const browser = context.browser()
  if (browser === null) throw new Error('Chromium was closed')
  return browser
}

async function walletIn(
  context: BrowserContext,
  close: () => Promise<void>,
): Promise<ChromiumWallet> {
  const worker =
    context.serviceWorkers()[0] ??
    (await context.waitForEvent('serviceworker', { timeout: patience }))
  const origin = `chrome-extension://${new URL(worker.url()).host}`
  const tabs = new WeakMap<Page, Tab>()
  const pages = new WeakMap<Tab, Page>()
  const pageOf = (tab: Tab): Page => {
    const page = pages.get(tab)
    if (page === undefined) throw new Error('that is no tab of this browser')
    return page
  }
  const tabOf = (page: Page): Tab => {
    const tab = tabs.get(page) ?? chromiumTab(page)
    tabs.set(page, tab)
    pages.set(tab, page)
    return tab
  }
  return {
    name: 'Chromium',
    origin,
    context,
    pageOf,
    addAuthenticator: async (tab, passkeys) => addAuthenticator(pageOf(tab), passkeys),
    devtools: async () => browserOf(context).newBrowserCDPSession(),
    openPrivately: async (url) => {
      const page = await (await browserOf(context).newContext()).newPage()
      await page.goto(url)
      return chromiumTab(page)
    },
    open: async (url) => {
      const tab = tabOf(await context.newPage())
      await tab.goto(url)
      return tab
    },
    tabs: async () => Promise.resolve(context.pages().map(tabOf)),
    beforeEachPage: async (script) => {
      await context.addInitScript(script)
    },
    killWorker: async () => killWorker(context, origin),
    close,
  }
}

/** From a page of the extension that says nothing to the worker, and so does not wake it again. */
async function killWorker(context: BrowserContext, origin: string): Promise<void> {
  const page = await context.newPage()
  await page.goto(`${origin}/manifest.json`)
  const devtools = await context.newCDPSession(page)
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.stopAllWorkers')
  await page.close()
}

const chromiumTab = (page: Page): Tab => ({
  url: async () => Promise.resolve(page.url()),
  evaluate: async (expression) => page.evaluate(expression),
  goto: async (url) => {
    await page.goto(url)
  },
  back: async () => {
    // One that comes back as it was loads nothing.
    await page.goBack({ waitUntil: 'commit' })
  },
  isVisible: async (selector) => page.locator(selector).first().isVisible(),
  click: async (selector) => page.locator(selector).first().click(),
  fill: async (selector, text) => page.locator(selector).first().fill(text),
  press: async (key) => {
    // It may close the page before it is let go.
    await page.keyboard.press(key).catch((error: unknown) => {
      if (!page.isClosed()) throw error
    })
  },
  text: async (selector) => page.locator(selector).first().innerText(),
  picture: async (file) => {
    await page.screenshot({ path: file })
  },
  close: async () => page.close(),
  isClosed: () => page.isClosed(),
})
