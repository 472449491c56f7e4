import browser from 'webextension-polyfill'
import * as z from 'zod'
import { PROVIDER_PORT } from '../messages/page/provider-port.ts'
import { POPUP_PORT } from '../messages/popup/popup-port.ts'
import { browserParts } from './browser-parts.ts'
import { builtIn } from './built-in.ts'
import { bufferedPort } from './connection/buffered-port.ts'
import { keepFromPages } from './keep-from-pages.ts'
import { putIntoOpenTabs } from './put-into-open-tabs.ts'
import { runWallet } from './run-wallet.ts'
import { indexedDbStore } from './sessions/indexed-db-store.ts'
import { followSurface } from './side-panel.ts'

// A worker is woken by what it listened to when it first ran: all of that stands here, at once.
const WELCOME = 'src/popup/index.html?surface=tab'

// Pages of extensions may not make code from text, which zod would try for speed.
z.config({ jitless: true })

const parts = browserParts(browser)
keepFromPages(browser)
const idleListeners = new Set<(state: 'active' | 'idle' | 'locked') => void>()

const running = runWallet(parts, {
  ...builtIn,
  sessionStore: indexedDbStore(indexedDB),
  listStore: indexedDbStore(indexedDB, 'assent-lists'),
  idle: {
    setAfter: (seconds) => browser.idle.setDetectionInterval(seconds),
    onState: (listener) => idleListeners.add(listener),
  },
  opened: ({ settings }) => followSurface(browser, settings),
})

browser.runtime.onConnect.addListener((port) => {
  const buffered = bufferedPort(port)
  void running.then(({ pages, popups }) => {
    if (port.name === PROVIDER_PORT) pages.connect(buffered)
    else if (port.name === POPUP_PORT) popups.connect(buffered)
    else port.disconnect()
  })
})
browser.windows.onRemoved.addListener((window) => {
  void running.then(({ windowClosed }) => windowClosed(window))
})
browser.idle.onStateChanged.addListener((state) => {
  void running.then(() => idleListeners.forEach((listener) => listener(state)))
})
browser.runtime.onInstalled.addListener(({ reason }) => {
  if (reason === 'install') void browser.tabs.create({ url: browser.runtime.getURL(WELCOME) })
  void putIntoOpenTabs(browser)
})
