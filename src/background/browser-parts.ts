import type { Browser } from 'webextension-polyfill'
import type { Parts, Tabs, Windows } from './parts.ts'
import type { Area } from './state/area.ts'

const width = 376
const height = 640

/** The one place where the worker meets the browser, apart from what wakes it. */
export const browserParts = (browser: Browser): Parts => ({
  local: areaOf(browser.storage.local),
  session: areaOf(browser.storage.session),
  fetch: async (input, init) => fetch(input, init),
  now: Date.now,
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  redirectUrl: browser.identity.getRedirectURL(),
  async showProvider(url, options) {
    try {
      return await browser.identity.launchWebAuthFlow({ url, interactive: options.visible })
    } catch {
      // Browsers tell a closed window, and a page that could not be had, in words of their own.
      return undefined
    }
  },
  tabs: tabsOf(browser),
  windows: windowsOf(browser),
  ownOrigin: new URL(browser.runtime.getURL('')).origin,
})

type StorageArea = Browser['storage']['local']

const areaOf = (area: StorageArea): Area => ({
  get: async (name) => (await area.get(name))[name],
  set: async (name, value) => area.set({ [name]: value }),
  remove: async (name) => area.remove(name),
  names: async () => Object.keys(await area.get(null)),
})

/** Hears at once, as a browser wants it of a worker that it wakes, and tells whoever comes later. */
const closings = (event: Browser['tabs']['onRemoved']): Tabs['onClosed'] => {
  const listeners: ((tab: number) => void)[] = []
  const early: number[] = []
  event.addListener((tab) => {
    if (listeners.length === 0) early.push(tab)
    for (const listener of listeners) listener(tab)
  })
  return (listener) => {
    listeners.push(listener)
    for (const tab of early) listener(tab)
  }
}

const whole = (browser: Browser, url: string): string =>
  url.includes('://') ? url : browser.runtime.getURL(url)

const tabsOf = (browser: Browser): Tabs => ({
  async open(url) {
    const { id } = await browser.tabs.create({ url: whole(browser, url) })
    if (id === undefined) throw new Error('the browser opened no tab')
    return id
  },
  async show(tab, url) {
    try {
      const { windowId } = await browser.tabs.update(tab, {
        url: whole(browser, url),
        active: true,
      })
      if (windowId !== undefined) await browser.windows.update(windowId, { focused: true })
      return true
    } catch {
      return false
    }
  },
  // One that is closed already is as it should be.
  close: async (tab) => browser.tabs.remove(tab).catch(() => {}),
  onClosed: closings(browser.tabs.onRemoved),
  async originInFront() {
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true })
    const { protocol, origin } = new URL(tab?.url ?? 'about:blank')
    return protocol === 'https:' || protocol === 'http:' ? origin : undefined
  },
})

const windowsOf = (browser: Browser): Windows => ({
  async open(path) {
    const url = browser.runtime.getURL(path)
    const plain = { url, type: 'popup', width, height } as const
    const {
      left = 0,
      top = 0,
      width: across = 0,
    } = await browser.windows.getLastFocused().catch(() => ({ left: 0, top: 0, width: 0 }))
    // A browser refuses a place that is off its screen, and knows a better one then.
    const { id } = await browser.windows
      .create({ ...plain, left: Math.max(0, left + across - width), top })
      .catch(async () => browser.windows.create(plain))
    if (id === undefined) throw new Error('the browser opened no window')
    return id
  },
  isThere: async (window) =>
    browser.windows.get(window).then(
      () => true,
      () => false,
    ),
  async focus(window) {
    try {
      await browser.windows.update(window, { focused: true })
      return true
    } catch {
      return false
    }
  },
  close: async (window) => browser.windows.remove(window).catch(() => {}),
})
