import { CHANNEL, isToPage } from '../../messages/page/window-message.ts'
import type { Transport } from './transport.ts'

/** What is used of a window; taken before the page has run anything. */
export type WindowLike = {
  readonly origin: string
  postMessage(message: unknown, targetOrigin: string): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

/** To the bridge in the same window. Anybody in the page hears it, and could say it too. */
export const windowTransport = (window: WindowLike): Transport => {
  const post = window.postMessage.bind(window)
  // A document without an origin cannot be named.
  const target = window.origin === 'null' ? '*' : window.origin
  const listen = window.addEventListener.bind(window)
  return {
    send: (message) => post({ ...message, channel: CHANNEL, to: 'bridge' }, target),
    listen: (listener) =>
      listen('message', ({ source, data }) => {
        if (source === (window as unknown) && isToPage(data)) listener(data)
      }),
  }
}
