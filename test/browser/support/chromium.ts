import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import type { Tab, WalletBrowser } from './tab.ts'

export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
export const noChromium = existsSync(chromiumPath)
  ? ''
  : ` (there is no Chromium at ${chromiumPath})`

const patience = 30_000

export type ChromiumWallet = WalletBrowser & { readonly context: BrowserContext }

/** Chromium with the extension, in a profile that is new unless one is named. */
export async function openChromium(
  extension: string,
  options: { readonly profile?: string; readonly flags?: readonly string[] } = {},
): Promise<ChromiumWallet> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'assent-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    // Playwright's own headless is a browser without extensions.
    headless: true,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      `--disable-extensions-except=${extension}`,
      `--load-extension=${extension}`,
      ...(options.flags ?? []),
    ],
    // As people have it: with extensions, and with pages that come back as they were.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
  })
  context.setDefaultTimeout(patience)
  const worker =
    context.serviceWorkers()[0] ??
    (await context.waitForEvent('serviceworker', { timeout: patience }))
  const origin = `chrome-extension://${new URL(worker.url()).host}`
  const known = new WeakMap<Page, Tab>()
  const tabOf = (page: Page): Tab => {
    const tab = known.get(page) ?? chromiumTab(page)
    known.set(page, tab)
    return tab
  }
  return {
    name: 'Chromium',
    origin,
    context,
    open: async (url) => {
      const tab = tabOf(await context.newPage())
      await tab.goto(url)
      return tab
    },
    tabs: async () => Promise.resolve(context.pages().map(tabOf)),
    killWorker: async () => killWorker(context, origin),
    close: async () => {
      await context.close()
      if (options.profile === undefined) rmSync(profile, { recursive: true, force: true })
    },
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
  text: async (selector) => page.locator(selector).first().innerText(),
  picture: async (file) => {
    await page.screenshot({ path: file })
  },
  close: async () => page.close(),
  isClosed: () => page.isClosed(),
})
