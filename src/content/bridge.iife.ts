import { PROVIDER_PORT } from '../messages/page/provider-port.ts'
import { CHANNEL } from '../messages/page/window-message.ts'
import { Bridge } from './bridge/bridge.ts'
import type { Port } from './bridge/port.ts'

// Runs beside the page, in a world of its own, where no script of the page reaches.

/** What a content script has of the extension; both browsers call it `chrome`. */
declare const chrome: {
  readonly runtime?: {
    /** Missing once the extension was updated or removed. */
    readonly id?: string
    connect(info: { readonly name: string }): Port
  }
}

/** Chromium's, which loads pages ahead of time. */
const page: Document & { readonly prerendering?: boolean } = document

const MOST_ICON = 2000

const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')

const target = window.origin === 'null' ? '*' : window.origin

const isGone = (): boolean => chrome.runtime?.id === undefined

// An element of the page, by its name, can stand in the place of what a document has by itself.
const title = (): string => (typeof document.title === 'string' ? document.title : '')

/** Only a picture that stands in the page: loading one would tell its host who looks. */
const icon = (): string | undefined => {
  try {
    const link = document.querySelector('link[rel~="icon"][href^="data:image/"]')
    const href = link?.getAttribute('href') ?? ''
    return href !== '' && href.length <= MOST_ICON ? href : undefined
  } catch {
    return undefined
  }
}

/** Two bridges at once would ask everything twice: the first stays, while its extension is there. */
const mark = Symbol.for('assent.bridge')
const world = globalThis as { [mark]?: () => boolean }

const start = (): void => {
  world[mark] = isGone
  const bridge = new Bridge({
    connect: () => {
      if (chrome.runtime?.id === undefined) throw new Error('the extension is gone')
      return chrome.runtime.connect({ name: PROVIDER_PORT })
    },
    isGone,
    post: (message) => window.postMessage({ ...message, channel: CHANNEL, to: 'page' }, target),
    tellOthers: (message) =>
      window.postMessage({ ...message, channel: CHANNEL, to: 'bridge' }, target),
    newId,
    title,
    icon,
    isVisible: () => document.visibilityState === 'visible',
    later: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  })

  const hear = ({ source, data }: MessageEvent): void => {
    if (source !== window) return
    bridge.heard(data)
    // The next version's bridge speaks from now on.
    if (bridge.isOver) window.removeEventListener('message', hear)
  }

  // Loaded ahead of time, and perhaps never shown: nobody is asked for it before it is.
  if (page.prerendering === true) {
    bridge.leave()
    document.addEventListener('prerenderingchange', () => bridge.back(), { once: true })
  }
  window.addEventListener('message', hear)
  window.addEventListener('pagehide', ({ persisted }) => {
    if (persisted) bridge.leave()
  })
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) bridge.back()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') bridge.seen()
  })
}

if (world[mark]?.() !== false) start()
